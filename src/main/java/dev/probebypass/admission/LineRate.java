package dev.probebypass.admission;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * How many log lines about reviews may be written: for each cause, a kind of advice or of failure, {@value #BURST} at once, and
 * {@value #PER_SECOND} a second. Whoever makes a pod fail a thousand times a second says nothing new by it, and is not to hide what others do.
 */
final class LineRate {

    static final int BURST = 200;
    static final int PER_SECOND = 20;

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Map<Enum<?>, TokenBucket> buckets = new HashMap<>();
    private final Ticker ticker;
    private long untold;
    private long nextTold;

    LineRate(Ticker ticker) {
        this.ticker = ticker;
        this.nextTold = ticker.read();
    }

    /** Whether a line with these causes may be written: if any of them may. */
    synchronized boolean admits(Collection<? extends Enum<?>> causes) {
        long now = ticker.read();
        boolean admitted = false;
        for (Enum<?> cause : causes) {
            admitted |= buckets.computeIfAbsent(cause, _ -> new TokenBucket(BURST, PER_SECOND, now))
                    .take(now);
        }
        untold += admitted ? 0 : 1;
        return admitted;
    }

    /** How many lines were not written and nobody has been told of: at first at once, then once a minute, 0 in between. */
    synchronized long takeUntold() {
        long now = ticker.read();
        if (untold == 0 || now - nextTold < 0) {
            return 0;
        }
        nextTold = now + PAUSE.toNanos();
        long told = untold;
        untold = 0;
        return told;
    }
}
