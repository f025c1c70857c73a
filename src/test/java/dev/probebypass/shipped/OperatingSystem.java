package dev.probebypass.shipped;

import java.io.IOException;
import java.nio.file.Path;
import org.cyclonedx.model.Component;

/**
 * The operating system that the image's C libraries are from.
 *
 * @param id such as debian
 * @param version such as 12
 */
record OperatingSystem(String id, String version) {

    static OperatingSystem read(Path osRelease) throws IOException {
        ShellVariables said = ShellVariables.read(osRelease);
        return new OperatingSystem(said.get("ID"), said.get("VERSION_ID"));
    }

    Component component() {
        Component component = new Component();
        component.setType(Component.Type.OPERATING_SYSTEM);
        component.setName(id);
        component.setVersion(version);
        component.setBomRef("os:%s-%s".formatted(id, version));
        return component;
    }
}
