package dev.probebypass.cli;

import dev.probebypass.report.Baseline;
import dev.probebypass.report.UnusableBaselineException;
import dev.probebypass.telemetry.OneLine;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the explanation that {@code --baseline} names. */
final class BaselineFile {

    private BaselineFile() {}

    /**
     * Reads it.
     *
     * @throws UnusableFileException with the file and what is wrong with it
     */
    static Baseline read(Path file) throws UnusableFileException {
        try {
            return Baseline.read(Files.readString(file));
        } catch (UnusableBaselineException unusable) {
            throw new UnusableFileException(file, String.valueOf(unusable.getMessage()));
        } catch (NoSuchFileException missing) {
            throw new UnusableFileException(file, "there is no such file");
        } catch (AccessDeniedException denied) {
            throw new UnusableFileException(file, "it may not be read");
        } catch (CharacterCodingException invalid) {
            throw new UnusableFileException(file, "it is not UTF-8");
        } catch (IOException unreadable) {
            throw new UnusableFileException(file, "it can't be read: " + OneLine.of(unreadable));
        }
    }

    /** Thrown when a baseline can't be read. */
    static final class UnusableFileException extends Exception {

        UnusableFileException(Path file, String problem) {
            super("--baseline=%s: %s".formatted(file, problem), null, false, false);
        }
    }
}
