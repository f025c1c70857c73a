package dev.probebypass.cli;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;

/** Tells a person at a terminal how far a long command has come, on one line that is written anew, and gone at its end. */
final class Progress {

    /** Whoever waits no longer wants to know nothing. */
    private static final long PATIENCE = Duration.ofSeconds(1).toMillis();

    private static final long BETWEEN = Duration.ofMillis(100).toMillis();

    /** ECMA-48: back to the beginning of the line, and erase what stands there. */
    private static final String CLEAR = "\r\u001B[K";

    private final PrintStream out;
    private final boolean isSeen;
    private final InstantSource clock;
    private long next;
    private boolean isShown;

    private Progress(PrintStream out, boolean isSeen, InstantSource clock) {
        this.out = out;
        this.isSeen = isSeen;
        this.clock = clock;
        this.next = clock.millis() + PATIENCE;
    }

    /** From now on. */
    static Progress on(Terminal terminal, InstantSource clock) {
        return new Progress(terminal.err(), terminal.showsProgress(), clock);
    }

    /** Says that so many of all are done. */
    void done(int number, int all) {
        if (isSeen && clock.millis() >= next) {
            out.print(String.format(Locale.ROOT, "%s%,d of %,d pods", CLEAR, number, all));
            out.flush();
            isShown = true;
            next = clock.millis() + BETWEEN;
        }
    }

    /** Takes the line away. */
    void end() {
        if (isShown) {
            out.print(CLEAR);
            out.flush();
            isShown = false;
        }
    }
}
