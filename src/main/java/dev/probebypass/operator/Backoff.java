package dev.probebypass.operator;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * An exponential backoff: each wait is twice as long as the one before, up to a longest. From each a random part of at most a
 * quarter is taken off, so that those who failed together do not come back together.
 *
 * @param shortest the wait after the first failure
 * @param longest not shorter than the shortest
 */
record Backoff(Duration shortest, Duration longest, RandomGenerator random) {

    private static final double LARGEST_JITTER = 0.25;

    /** More doublings than any two durations in use are apart. */
    private static final int MOST_DOUBLINGS = 30;

    /**
     * How long to wait before the next attempt.
     *
     * @param failures of attempts before the last one, 0 or more
     */
    Duration wait(int failures) {
        Duration doubled = shortest.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        Duration wait = doubled.compareTo(longest) < 0 ? doubled : longest;
        return wait.minusMillis((long) (wait.toMillis() * LARGEST_JITTER * random.nextDouble()));
    }
}
