package dev.probebypass.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the process's standard error goes: Java only says it of standard input and output together. */
final class StandardError {

    private static final Path DESCRIPTOR = Path.of("/dev/fd/2");
    private static final Path NOWHERE = Path.of("/dev/null");
    private static final int KINDS = 0xF000;
    private static final int CHARACTER_DEVICE = 0x2000;

    private StandardError() {}

    /** Whether it is a terminal, as far as that can be told: never on Windows. */
    static boolean isTerminal() {
        return isTerminal(DESCRIPTOR);
    }

    /** A terminal is a character device, as is the one that takes everything. */
    static boolean isTerminal(Path file) {
        try {
            return Files.getAttribute(file, "unix:mode") instanceof Integer mode
                    && (mode & KINDS) == CHARACTER_DEVICE
                    && !Files.getAttribute(file, "unix:rdev").equals(Files.getAttribute(NOWHERE, "unix:rdev"));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException unknown) {
            return false;
        }
    }
}
