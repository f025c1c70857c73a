package dev.probebypass.shipped;

import com.github.packageurl.PackageURLBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.cyclonedx.model.Component;

/**
 * The Java runtime, by what its JDK's {@code release} file says.
 *
 * @param vendor in one word, as in CPEs
 * @param product the vendor's name for it
 * @param version such as 25.0.3, by which advisories go
 * @param build the version with the number of its build
 */
record JavaRuntime(String vendor, String product, String version, String build) {

    static JavaRuntime read(Path release) throws IOException {
        ShellVariables said = ShellVariables.read(release);
        String implementor = said.get("IMPLEMENTOR").toLowerCase(Locale.ROOT);
        boolean temurin = implementor.startsWith("eclipse");
        return new JavaRuntime(
                temurin ? "eclipse" : "oracle",
                temurin ? "temurin" : "openjdk",
                said.get("JAVA_VERSION"),
                said.get("JAVA_RUNTIME_VERSION"));
    }

    /** A component that is found under the name of OpenJDK, which the advisories of all vendors' builds name. */
    Component component() {
        Component component = new Component();
        component.setType(Component.Type.PLATFORM);
        component.setName(product);
        component.setVersion(build);
        component.setPurl(Purl.of(PackageURLBuilder.aPackageURL()
                .withType("generic")
                .withNamespace(vendor)
                .withName(product)
                .withVersion(build)));
        component.setCpe("cpe:2.3:a:oracle:openjdk:%s:*:*:*:*:*:*:*".formatted(version));
        component.setBomRef(component.getPurl());
        return component;
    }
}
