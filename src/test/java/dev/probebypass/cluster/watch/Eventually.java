package dev.probebypass.cluster.watch;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads will have done soon. */
final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private Eventually() {}

    /**
     * Returns when the condition holds.
     *
     * @throws AssertionError if it does not within the time a test may take
     */
    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "not within " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE.toNanos()) + " s: " + what);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
