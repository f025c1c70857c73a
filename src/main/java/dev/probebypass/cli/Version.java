package dev.probebypass.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Which probe-bypass this is. */
final class Version {

    private Version() {}

    /** One line. */
    static String text() {
        Properties written = written();
        return "probe-bypass %s (build %s, Java %s)"
                .formatted(written.getProperty("version"), written.getProperty("build"), Runtime.version());
    }

    /** The version alone. */
    static String number() {
        return written().getProperty("version", "unknown");
    }

    private static Properties written() {
        Properties properties = new Properties();
        try (InputStream written = Version.class.getResourceAsStream("version.properties")) {
            properties.load(Objects.requireNonNull(written, "version.properties"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return properties;
    }
}
