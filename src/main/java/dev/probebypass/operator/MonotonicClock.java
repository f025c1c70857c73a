package dev.probebypass.operator;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that nobody can set back, for waits. Its times mean nothing outside the process. */
enum MonotonicClock implements InstantSource {
    SYSTEM;

    private static final long START = System.nanoTime();

    @Override
    public Instant instant() {
        return Instant.EPOCH.plusNanos(System.nanoTime() - START);
    }
}
