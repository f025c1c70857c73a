package dev.probebypass.apiserver;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Asks again until there is an answer: the API server learns by a watch and does not say when it has. */
public final class Eventually {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(50);

    private Eventually() {}

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
