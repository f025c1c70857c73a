package dev.probebypass.admission;

import dev.probebypass.bypass.Advice;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How many log lines about reviews may be written: for each kind of advice {@value #BURST} at once, and {@value #PER_SECOND} a
 * second. Whoever makes a pod fail a thousand times a second says nothing new by it, and is not to hide what others do.
 */
final class LineRate {

    static final int BURST = 200;
    static final int PER_SECOND = 20;

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Map<Advice.Code, TokenBucket> buckets = new EnumMap<>(Advice.Code.class);
    private final Ticker ticker;
    private long untold;
    private long nextTold;

    LineRate(Ticker ticker) {
        this.ticker = ticker;
        this.nextTold = ticker.read();
    }

    /** Whether a line with that advice may be written: if any of its kinds may. */
    synchronized boolean admits(List<Advice> advice) {
        long now = ticker.read();
        boolean admitted = false;
        for (Advice.Code code : advice.stream().map(Advice::code).distinct().toList()) {
            admitted |= buckets.computeIfAbsent(code, _ -> new TokenBucket(BURST, PER_SECOND, now))
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
