package dev.probebypass.shipped;

import com.github.packageurl.PackageURL;
import com.github.packageurl.PackageURLBuilder;
import java.util.List;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Property;

/**
 * A C library of the machine that the image was built on.
 *
 * @param file its path in the image
 * @param name of its package
 * @param version of its package
 * @param architecture in the words of the system
 * @param source the name of the package's source, by which Debian's advisories go
 * @param sourceVersion the version of the source
 */
record CopiedLibrary(
        String file, String name, String version, String architecture, String source, String sourceVersion) {

    private static final int FIELDS = 6;

    /**
     * Reads a line of six fields with tabs between them.
     *
     * @throws IllegalArgumentException when the library is of no package, so that no scanner could know it
     */
    static CopiedLibrary parse(String line) {
        List<String> fields = List.of(line.split("\t", -1));
        if (fields.size() != FIELDS || fields.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("the library %s is of no package of this system: build on one with dpkg"
                    .formatted(fields.getFirst()));
        }
        return new CopiedLibrary(
                fields.get(0), fields.get(1), fields.get(2), fields.get(3), fields.get(4), fields.get(5));
    }

    /** The component as scanners read it: Trivy takes the source from properties, Grype from the purl. */
    Component component(OperatingSystem system) {
        Component component = new Component();
        component.setType(Component.Type.LIBRARY);
        component.setName(name);
        component.setVersion(version);
        component.setPurl(purl(system));
        component.setBomRef(component.getPurl() + "#" + file);
        component.setProperties(properties(system));
        return component;
    }

    /** Trivy's, with the version of the source in its three parts: epoch:upstream-revision. */
    private List<Property> properties(OperatingSystem system) {
        int colon = sourceVersion.indexOf(':');
        int hyphen = sourceVersion.lastIndexOf('-');
        return List.of(
                new Property("aquasecurity:trivy:PkgType", system.id()),
                new Property("aquasecurity:trivy:SrcName", source),
                new Property("aquasecurity:trivy:SrcEpoch", colon < 0 ? "0" : sourceVersion.substring(0, colon)),
                new Property(
                        "aquasecurity:trivy:SrcVersion",
                        sourceVersion.substring(colon + 1, hyphen < 0 ? sourceVersion.length() : hyphen)),
                new Property("aquasecurity:trivy:SrcRelease", hyphen < 0 ? "" : sourceVersion.substring(hyphen + 1)),
                new Property("probe-bypass:file", file));
    }

    private PackageURL purl(OperatingSystem system) {
        return Purl.of(PackageURLBuilder.aPackageURL()
                .withType("deb")
                .withNamespace(system.id())
                .withName(name)
                .withVersion(version)
                .withQualifier("arch", architecture)
                .withQualifier("distro", system.id() + "-" + system.version())
                .withQualifier("upstream", upstream()));
    }

    private String upstream() {
        return version.equals(sourceVersion) ? source : source + "@" + sourceVersion;
    }
}
