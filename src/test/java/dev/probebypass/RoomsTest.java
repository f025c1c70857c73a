package dev.probebypass;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the table of rooms in the design page: who may use whom, and which libraries. */
class RoomsTest {

    private static final String ROOT = "dev.probebypass";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);

    private static final String[] LANGUAGE = {"java.lang..", "java.util..", "java.time..", "org.jspecify.."};

    /** What a room that reads or writes, or minds the time, may use of the JDK beside the language. */
    private static final String[] EDGE = {"java..", "javax..", "org.slf4j..", "org.jspecify.."};

    private static final String JACKSON = "com.fasterxml.jackson..";

    private static final String[] PURE = Stream.of(
                    "names", "pod", "objects", "patch", "mesh", "mesh.istio", "meshes", "cluster", "bypass")
            .map(room -> ROOT + "." + room)
            .toArray(String[]::new);

    private static final List<Room> ROOMS = List.of(
            pure("names", own()),
            pure("pod", own(), JACKSON, "java.io"),
            pure("objects", own(), JACKSON),
            pure("patch", own(), JACKSON, "java.io"),
            pure("mesh", own("pod", "objects")),
            pure("mesh.istio", own("mesh", "pod", "objects"), JACKSON),
            pure("meshes", own("mesh", "mesh.istio", "names")),
            pure("cluster", own("names", "objects", "pod", "mesh"), JACKSON),
            pure("bypass", own("names", "pod", "mesh", "cluster")),
            edge(
                    "cluster.watch",
                    own("names", "objects", "cluster", "mesh", "meshes", "telemetry"),
                    JACKSON,
                    "io.fabric8.."),
            edge("admission", own("pod", "meshes", "cluster", "bypass", "patch", "telemetry"), JACKSON),
            edge("certificate", own("telemetry"), "org.bouncycastle.."),
            edge("operator", own("certificate", "telemetry"), "io.fabric8..", "io.javaoperatorsdk.."),
            edge("check", own("mesh.istio", "operator", "telemetry"), JACKSON, "io.fabric8.."),
            edge(
                    "server",
                    own("admission", "certificate", "telemetry"),
                    "io.javalin..",
                    "org.eclipse.jetty..",
                    "jakarta.servlet..",
                    "kotlin.."),
            pure("settings", own("mesh", "meshes", "bypass"), "java.nio.file"),
            edge("logging", own("settings"), JACKSON, "ch.qos.logback.."),
            edge("telemetry", own(), "io.micrometer..", "io.prometheus.."),
            edge("manifests", own("telemetry"), JACKSON, "org.yaml.."),
            pure(
                    "report",
                    own("names", "pod", "patch", "mesh", "meshes", "cluster", "bypass", "admission", "manifests"),
                    JACKSON,
                    "java.io"),
            edge(
                    "serving",
                    own(
                            "mesh",
                            "meshes",
                            "cluster",
                            "cluster.watch",
                            "bypass",
                            "admission",
                            "certificate",
                            "operator",
                            "report",
                            "server",
                            "settings",
                            "telemetry"),
                    JACKSON,
                    "io.fabric8.."),
            edge(
                    "cli",
                    own(
                            "mesh",
                            "cluster",
                            "cluster.watch",
                            "certificate",
                            "check",
                            "logging",
                            "operator",
                            "server",
                            "settings",
                            "manifests",
                            "report",
                            "serving",
                            "telemetry"),
                    "picocli..",
                    "io.fabric8.."));

    /** One row of the table: a room, the rooms it may use, and packages of the JDK and of libraries. */
    record Room(String folder, List<String> rooms, List<String> packages) {

        private String path() {
            return ROOT + "." + folder;
        }

        private String[] allowed() {
            Stream<String> others = rooms.stream().map(room -> ROOT + "." + room);
            // The empty package is where ArchUnit finds arrays of primitives.
            return Stream.of(Stream.of(path(), ""), others, packages.stream())
                    .flatMap(names -> names)
                    .toArray(String[]::new);
        }

        @Override
        public String toString() {
            return folder;
        }
    }

    private static List<String> own(String... rooms) {
        return List.of(rooms);
    }

    private static Room pure(String folder, List<String> rooms, String... libraries) {
        return new Room(
                folder,
                rooms,
                Stream.concat(Arrays.stream(LANGUAGE), Arrays.stream(libraries)).toList());
    }

    private static Room edge(String folder, List<String> rooms, String... libraries) {
        return new Room(
                folder,
                rooms,
                Stream.concat(Arrays.stream(EDGE), Arrays.stream(libraries)).toList());
    }

    static List<Room> rooms() {
        return ROOMS;
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomUsesOnlyWhatItsRowAllows(Room room) {
        classes()
                .that()
                .resideInAPackage(room.path())
                .should(onlyDependOnClassesThat(resideInAnyPackage(room.allowed())))
                .because("the design page has a row for " + room.folder)
                .allowEmptyShould(false)
                .check(MAIN);
    }

    @Test
    void everyPackageHasARow() {
        Set<String> rows = ROOMS.stream().map(Room::path).collect(Collectors.toSet());

        Set<String> packages = MAIN.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        assertThat(packages).isSubsetOf(rows);
    }

    @Test
    void pureRoomsAskNoClockAndNoChance() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .because("the same pod, snapshot and options always make the same plan")
                .check(MAIN);
    }
}
