package dev.probebypass.operator;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The waits between attempts: each twice as long as the one before, up to a longest. From each a random part of at most a quarter
 * is taken off, so that those who failed together do not come back together. Not safe for use by several threads.
 */
final class Backoff {

    private static final double LARGEST_JITTER = 0.25;

    private final Duration shortest;
    private final Duration longest;
    private final RandomGenerator random;
    private Duration next;

    /**
     * One that begins with the shortest wait.
     *
     * @param longest not shorter than the shortest
     */
    Backoff(Duration shortest, Duration longest, RandomGenerator random) {
        this.shortest = shortest;
        this.longest = longest;
        this.random = random;
        this.next = shortest;
    }

    /** How long to wait before the next attempt. */
    Duration next() {
        Duration wait = next;
        Duration doubled = wait.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return wait.minusMillis((long) (wait.toMillis() * LARGEST_JITTER * random.nextDouble()));
    }

    /** The next wait is the shortest again. */
    void reset() {
        next = shortest;
    }
}
