package dev.probebypass.operator;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a leader whose Deployment starts servers with other names than its own gives the Lease to one of them. It goes on for
 * a while first, in which whoever changes the Deployment writes the rest, and a successor starts. As there may be none yet, or none
 * at all if the image can't be had, a leader that had to take the Lease back tries again after a minute. Pure, for one thread.
 */
final class Handover {

    /** For how long a leader goes on. */
    static final Duration GRACE = Duration.ofSeconds(15);

    /** For how long it then leaves the Lease to others. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final Duration AGAIN = Duration.ofMinutes(1);

    private @Nullable Instant due;

    /** Its Deployment starts servers that keep up the same. */
    void agree() {
        due = null;
    }

    /**
     * Its Deployment starts servers that keep up something else.
     *
     * @return whether it is time to hand over
     */
    boolean differ(Instant now) {
        Instant planned = due;
        if (planned == null) {
            due = now.plus(GRACE);
            return false;
        }
        if (now.isBefore(planned)) {
            return false;
        }
        due = now.plus(AGAIN);
        return true;
    }
}
