package dev.probebypass.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Asks again until there is an answer: of threads and processes that do not say when they are done. */
public final class Eventually {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(10);

    private Eventually() {}

    /** Waits 20 s at most for what other threads will have done soon. */
    public static void until(String what, BooleanSupplier condition) {
        holds(what, SOON, condition);
    }

    public static void holds(String what, Duration limit, BooleanSupplier condition) {
        get(what, limit, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
    }

    public static <T> T get(String what, Duration limit, Supplier<Optional<T>> attempt) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < limit.toNanos()) {
            Optional<T> answer = attempt.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
        throw new AssertionError("waited %d s in vain: %s".formatted(limit.toSeconds(), what));
    }
}
