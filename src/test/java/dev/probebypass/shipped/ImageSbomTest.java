package dev.probebypass.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.exception.ParseException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Dependency;
import org.cyclonedx.parsers.JsonParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageSbomTest {

    private static final String LIBC =
            "/lib/x86_64-linux-gnu/libc.so.6\tlibc6\t2.36-9+deb12u14\tamd64\tglibc\t2.36-9+deb12u14";
    private static final String LOADER = LIBC.replace("/lib/x86_64-linux-gnu/libc.so.6", "/lib64/ld-linux-x86-64.so.2");
    private static final String GCC =
            "/lib/x86_64-linux-gnu/libgcc_s.so.1\tlibgcc-s1\t12.2.0-14\tamd64\tgcc-12\t12.2.0-15";

    @TempDir
    private Path directory;

    @Test
    void namesTheRuntimeAndEachCopiedLibraryAsScannersReadThem() throws Exception {
        assertThat(purls(extended(LIBC, LOADER, GCC)))
                .containsExactly(
                        "pkg:maven/info.picocli/picocli@4.7.7?type=jar",
                        "pkg:generic/eclipse/temurin@25.0.3%2B9-LTS",
                        "pkg:deb/debian/libc6@2.36-9%2Bdeb12u14?arch=amd64&distro=debian-12&upstream=glibc",
                        "pkg:deb/debian/libgcc-s1@12.2.0-14?arch=amd64&distro=debian-12&upstream=gcc-12%4012.2.0-15",
                        "pkg:deb/debian/libc6@2.36-9%2Bdeb12u14?arch=amd64&distro=debian-12&upstream=glibc");
    }

    @Test
    void doesNotNameALibraryThatIsNotShipped() throws Exception {
        assertThat(extended(LIBC)).doesNotContain("only-in-tests");
    }

    @Test
    void isAValidBillOfMaterials() throws Exception {
        byte[] json = extended(LIBC, GCC).getBytes(StandardCharsets.UTF_8);

        assertThat(new JsonParser().validate(json, Version.VERSION_16)).isEmpty();
    }

    @Test
    void namesTheRuntimeByWhatAdvisoriesCallIt() throws Exception {
        assertThat(components(extended(LIBC)))
                .extracting(Component::getCpe)
                .contains("cpe:2.3:a:oracle:openjdk:25.0.3:*:*:*:*:*:*:*");
    }

    @Test
    void namesTheSystemThatTheLibrariesAreFrom() throws Exception {
        assertThat(components(extended(LIBC)))
                .filteredOn(component -> component.getType() == Component.Type.OPERATING_SYSTEM)
                .extracting(component -> component.getName() + " " + component.getVersion())
                .containsExactly("debian 12");
    }

    @Test
    void saysOfWhichSourceALibraryIsForScannersThatReadNoPurls() throws Exception {
        String zlib = "/lib/libz.so.1\tzlib1g\t1:1.2.13.dfsg-1\tamd64\tzlib\t1:1.2.13.dfsg-1";

        assertThat(components(extended(zlib)).getLast().getProperties())
                .extracting(property -> property.getName() + "=" + property.getValue())
                .contains(
                        "aquasecurity:trivy:SrcName=zlib",
                        "aquasecurity:trivy:SrcEpoch=1",
                        "aquasecurity:trivy:SrcVersion=1.2.13.dfsg",
                        "aquasecurity:trivy:SrcRelease=1",
                        "probe-bypass:file=/lib/libz.so.1");
    }

    @Test
    void isNotMadeWithALibraryThatIsOfNoPackage() {
        assertThatThrownBy(() -> extended("/opt/own/libfast.so"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/opt/own/libfast.so is of no package");
    }

    private String extended(String... copied) throws IOException, ParseException, GeneratorException {
        Path release = Files.writeString(directory.resolve("release"), """
                IMPLEMENTOR="Eclipse Adoptium"
                JAVA_RUNTIME_VERSION="25.0.3+9-LTS"
                JAVA_VERSION="25.0.3"
                """);
        Path osRelease = Files.writeString(directory.resolve("os-release"), """
                NAME="Debian GNU/Linux"
                VERSION_ID="12"
                ID=debian
                """);
        Path libraries = Files.write(directory.resolve("libraries"), List.of(copied));
        Path output = directory.resolve("image.json");
        ImageSbom.main(new String[] {
            ofTheJar().toString(),
            shipped().toString(),
            libraries.toString(),
            release.toString(),
            osRelease.toString(),
            output.toString()
        });
        return Files.readString(output);
    }

    private Path ofTheJar() throws IOException, GeneratorException {
        Bom bom = new Bom();
        bom.addComponent(library("info.picocli", "picocli", "4.7.7"));
        bom.addComponent(library("io.fabric8", "only-in-tests", "1"));
        Dependency picocli = new Dependency("pkg:maven/info.picocli/picocli@4.7.7?type=jar");
        picocli.addDependency(new Dependency("pkg:maven/io.fabric8/only-in-tests@1?type=jar"));
        bom.addDependency(picocli);
        bom.addDependency(new Dependency("pkg:maven/io.fabric8/only-in-tests@1?type=jar"));
        return Files.writeString(
                directory.resolve("jar.json"),
                BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString());
    }

    private Path shipped() throws IOException {
        Path libraries = Files.createDirectories(directory.resolve("lib"));
        Files.writeString(libraries.resolve("picocli-4.7.7.jar"), "");
        return libraries;
    }

    private static Component library(String group, String name, String version) {
        Component library = new Component();
        library.setType(Component.Type.LIBRARY);
        library.setGroup(group);
        library.setName(name);
        library.setVersion(version);
        library.setPurl("pkg:maven/%s/%s@%s?type=jar".formatted(group, name, version));
        library.setBomRef(library.getPurl());
        return library;
    }

    private static List<Component> components(String json) throws ParseException {
        return new JsonParser().parse(json.getBytes(StandardCharsets.UTF_8)).getComponents();
    }

    private static List<String> purls(String json) throws ParseException {
        return components(json).stream()
                .map(Component::getPurl)
                .filter(Objects::nonNull)
                .toList();
    }
}
