package dev.probebypass.admission;

import java.time.Duration;

/**
 * When nobody waits for an answer any more.
 *
 * @param at a reading of the ticker
 */
public record Deadline(long at, Ticker ticker) {

    /** That long from now. */
    public static Deadline in(Duration time, Ticker ticker) {
        return new Deadline(ticker.read() + time.toNanos(), ticker);
    }

    /** How long it is until then; negative afterwards. */
    public Duration left() {
        return Duration.ofNanos(at - ticker.read());
    }

    /** Whether an answer comes too late now. */
    public boolean hasPassed() {
        return ticker.read() - at > 0;
    }
}
