package dev.probebypass.apiserver;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** How many creations of pods were tried while something happened, and how many of them did not go as they should. */
record Calls(int made, int failed) {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int AFTERWARDS = 50;

    /** Calls over and over from before the event until its consequence is there, and some more. */
    static Calls until(BooleanSupplier consequence, Runnable event, BooleanSupplier call) {
        Calls calls = new Calls(0, 0).and(call);
        event.run();
        long began = System.nanoTime();
        while (!consequence.getAsBoolean()) {
            if (System.nanoTime() - began > LIMIT.toNanos()) {
                throw new AssertionError("waited in vain, after " + calls);
            }
            calls = calls.and(call);
        }
        return calls.and(call, AFTERWARDS);
    }

    /** Calls so many times, spread evenly over a while. */
    static Calls spread(int count, Duration over, BooleanSupplier call) {
        Calls calls = new Calls(0, 0);
        long began = System.nanoTime();
        for (int i = 0; i < count; i++) {
            LockSupport.parkNanos(began + over.toNanos() * i / count - System.nanoTime());
            calls = calls.and(call);
        }
        return calls;
    }

    private Calls and(BooleanSupplier call, int count) {
        Calls calls = this;
        for (int i = 0; i < count; i++) {
            calls = calls.and(call);
        }
        return calls;
    }

    private Calls and(BooleanSupplier call) {
        return new Calls(made + 1, call.getAsBoolean() ? failed : failed + 1);
    }
}
