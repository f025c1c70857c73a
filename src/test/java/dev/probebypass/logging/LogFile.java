package dev.probebypass.logging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** What has been logged since this was made. The build sends the log of tests to a file. */
public final class LogFile {

    private static final String SETTING = "log.file";

    private final Path file;
    private final int start;

    private LogFile(Path file) {
        this.file = file;
        this.start = read(file).length;
    }

    public static LogFile fromHere() {
        LoggerFactory.getLogger(LogFile.class); // the first logger empties the file
        return new LogFile(path().map(Path::of)
                .orElseThrow(() -> new IllegalStateException("set " + SETTING + " to a file, as the build does")));
    }

    static Optional<String> path() {
        return Optional.ofNullable(System.getProperty(SETTING));
    }

    public String text() {
        byte[] all = read(file);
        return new String(all, start, all.length - start, StandardCharsets.UTF_8);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
