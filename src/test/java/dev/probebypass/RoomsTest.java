package dev.probebypass;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.onlyDependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                    "names",
                    "text",
                    "pod",
                    "objects",
                    "patch",
                    "routes",
                    "callers",
                    "mesh",
                    "mesh.istio",
                    "meshes",
                    "cluster",
                    "bypass")
            .map(room -> ROOT + "." + room)
            .toArray(String[]::new);

    private static final List<Room> ROOMS = List.of(
            pure("names", own()),
            pure("text", own(), "java.net", "java.nio.charset"),
            pure("pod", own(), JACKSON, "java.io", "java.nio", "java.nio.charset"),
            pure("objects", own(), JACKSON),
            pure("patch", own(), JACKSON, "java.io"),
            pure("routes", own("pod", "objects"), JACKSON),
            pure("mesh", own("pod", "objects", "routes")),
            pure("mesh.istio", own("mesh", "pod", "objects", "routes"), JACKSON),
            pure("callers", own("pod", "objects", "routes"), JACKSON),
            pure("meshes", own("mesh", "mesh.istio", "callers", "objects", "pod", "routes")),
            pure("cluster", own("objects", "mesh", "callers", "routes"), JACKSON),
            pure("bypass", own("pod", "mesh", "callers", "cluster", "routes")),
            edge(
                    "cluster.watch",
                    own("objects", "callers", "cluster", "mesh", "meshes", "routes", "telemetry"),
                    JACKSON,
                    "io.fabric8.."),
            edge("admission", own("pod", "meshes", "cluster", "bypass", "patch", "telemetry"), JACKSON),
            edge("certificate", own("telemetry"), "org.bouncycastle.."),
            edge("operator", own("mesh", "meshes", "certificate", "telemetry"), "io.fabric8..", "io.javaoperatorsdk.."),
            edge("check", own("objects", "mesh", "operator", "telemetry"), JACKSON, "io.fabric8.."),
            edge(
                    "server",
                    own("admission", "certificate", "telemetry"),
                    "io.javalin..",
                    "org.eclipse.jetty..",
                    "jakarta.servlet..",
                    "kotlin.."),
            pure("settings", own("mesh", "meshes", "bypass", "routes"), "java.nio.file"),
            edge("logging", own("settings"), JACKSON, "ch.qos.logback.."),
            edge("telemetry", own(), "io.micrometer..", "io.prometheus.."),
            edge("manifests", own("mesh", "meshes", "objects", "telemetry"), JACKSON, "org.yaml.."),
            pure("inject", own("manifests"), JACKSON, "org.yaml..", "java.io"),
            pure(
                    "report",
                    own(
                            "pod",
                            "patch",
                            "mesh",
                            "meshes",
                            "cluster",
                            "bypass",
                            "admission",
                            "manifests",
                            "routes",
                            "objects"),
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
                            "objects",
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
                            "meshes",
                            "cluster",
                            "cluster.watch",
                            "bypass",
                            "check",
                            "inject",
                            "logging",
                            "operator",
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
            // Everybody may use names and text. The empty package is where ArchUnit finds arrays of primitives.
            return Stream.of(Stream.of(path(), ROOT + ".names", ROOT + ".text", ""), others, packages.stream())
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

    /** A grant that nothing uses is an arrow that nobody would notice. */
    @ParameterizedTest
    @MethodSource("rooms")
    void aRoomUsesAllThatItsRowAllows(Room room) {
        Set<String> used = MAIN.stream()
                .filter(each -> each.getPackageName().equals(room.path()))
                .flatMap(each -> each.getDirectDependenciesFromSelf().stream())
                .map(dependency ->
                        dependency.getTargetClass().getBaseComponentType().getPackageName())
                .collect(Collectors.toSet());

        assertThat(room.rooms())
                .map(granted -> ROOT + "." + granted)
                .as("granted to %s and used by it", room)
                .filteredOn(granted -> !used.contains(granted))
                .isEmpty();
    }

    /** All that is known of a mesh is in its folder; the registry names it. */
    @ParameterizedTest
    @ValueSource(strings = "istio")
    void aMeshIsNamedInItsFolderAndTheRegistryAlone(String mesh) throws IOException {
        Path main = Path.of("src/main/java/dev/probebypass");
        try (Stream<Path> files = Files.walk(main)) {
            List<Path> elsewhere = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.startsWith(main.resolve("mesh").resolve(mesh)))
                    .filter(file -> !file.startsWith(main.resolve("meshes")))
                    .filter(file -> read(file).toLowerCase(Locale.ROOT).contains(mesh))
                    .toList();

            assertThat(elsewhere).isEmpty();
        }
    }

    /** What values are called is a promise to users; what follows from them is said in one place. */
    @ParameterizedTest
    @ValueSource(strings = "istio")
    void aMeshIsNamedInOneTemplateOfTheChart(String mesh) throws IOException {
        Path templates = Path.of("charts/probe-bypass/templates");
        try (Stream<Path> files = Files.walk(templates)) {
            assertThat(files.filter(Files::isRegularFile)
                            .filter(file -> read(file).toLowerCase(Locale.ROOT).contains(mesh)))
                    .containsExactly(templates.resolve("_mesh.tpl"));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void pureRoomsAskNoClockAndNoChance() {
        noClasses()
                .that()
                .resideInAnyPackage(PURE)
                .should()
                .dependOnClassesThat(
                        belongToAnyOf(Clock.class, Random.class, SecureRandom.class, ThreadLocalRandom.class))
                .orShould()
                .callMethodWhere(target(ASKS_THE_WORLD))
                .because("the same pod, snapshot and options always make the same plan")
                .check(MAIN);
    }

    /** The ways of the JDK to a clock, to chance, to the environment and to system properties. */
    private static final DescribedPredicate<AccessTarget> ASKS_THE_WORLD =
            new DescribedPredicate<>("ask for the time, chance, the environment or system properties") {

                private static final Set<String> OF_SYSTEM = Set.of(
                        "currentTimeMillis", "nanoTime", "getenv", "getProperty", "getProperties", "identityHashCode");
                private static final Set<String> OF_PROPERTIES = Set.of("getBoolean", "getInteger", "getLong");

                @Override
                public boolean test(AccessTarget target) {
                    String owner = target.getOwner().getName();
                    return (owner.equals("java.lang.System") && OF_SYSTEM.contains(target.getName()))
                            || (Set.of("java.lang.Boolean", "java.lang.Integer", "java.lang.Long")
                                            .contains(owner)
                                    && OF_PROPERTIES.contains(target.getName()))
                            || (owner.startsWith("java.time.")
                                    && target.getName().equals("now"))
                            || (owner.equals("java.lang.Math")
                                    && target.getName().equals("random"))
                            || (owner.equals("java.util.UUID")
                                    && target.getName().equals("randomUUID"))
                            || (owner.equals("java.util.Collections")
                                    && target.getName().equals("shuffle"));
                }
            };
}
