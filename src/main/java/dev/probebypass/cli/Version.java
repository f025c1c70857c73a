package dev.probebypass.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
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

    /**
     * What is wrong if these classes are not those of their jar. A JDK does not compare its AOT cache with the jars it was made
     * from (JEP 483): beside another jar it would run the old classes, and say nothing.
     */
    static Optional<String> mismatch() {
        return mismatch(BuildId.COMPILED, written().getProperty("build", "unknown"));
    }

    static Optional<String> mismatch(String ofClasses, String ofJar) {
        return ofClasses.equals(ofJar)
                ? Optional.empty()
                : Optional.of(
                        "the classes are of build %s and the jar is of build %s: the AOT cache was made from another jar. Build the image anew, or start Java without -XX:AOTCache"
                                .formatted(ofClasses, ofJar));
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
