package dev.probebypass.admission;

import java.time.Duration;

/**
 * When nobody waits for a review's answer any more.
 *
 * @param at a reading of {@link System#nanoTime()}
 */
public record Deadline(long at) {

    /** That long from now. */
    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** How long it is until then; negative afterwards. */
    public Duration left() {
        return Duration.ofNanos(at - System.nanoTime());
    }

    /** Whether an answer comes too late now. */
    public boolean hasPassed() {
        return System.nanoTime() - at > 0;
    }
}
