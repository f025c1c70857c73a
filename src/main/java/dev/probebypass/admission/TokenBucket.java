package dev.probebypass.admission;

import java.util.concurrent.TimeUnit;

/** A bucket of tokens that is full at first and fills up at a steady rate. One caller at a time. */
final class TokenBucket {

    private final long nanosForOne;
    private final long nanosForAll;

    /** How long it takes to be full again. */
    private long missing;

    private long last;

    /**
     * A full one.
     *
     * @param most tokens that it holds
     * @param perSecond tokens that come
     * @param now a reading of a clock in nanoseconds
     */
    TokenBucket(int most, int perSecond, long now) {
        this.nanosForOne = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.nanosForAll = most * nanosForOne;
        this.last = now;
    }

    /** Takes a token, if there is one. */
    boolean take(long now) {
        missing = Math.max(0, missing - (now - last));
        last = now;
        if (missing + nanosForOne > nanosForAll) {
            return false;
        }
        missing += nanosForOne;
        return true;
    }
}
