package dev.probebypass.apiserver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** How many creations of pods were tried while something happened, and how many of them did not go as they should. */
record Calls(int made, int failed) {

    /** How many a fault has to stand: 1,000 in a build, more where somebody asks for it. */
    static final int WANTED = Integer.getInteger("probe-bypass.calls", 1000);

    private static final Path TABLE = Path.of("target", "reliability.md");
    private static final Duration LIMIT = Duration.ofMinutes(3);
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

    /** Calls over and over while something is done, and some more. */
    static Calls during(Runnable change, BooleanSupplier call) {
        // Not in the common pool: clients need that, and on two cores it has one thread.
        CompletableFuture<Void> changed = CompletableFuture.runAsync(change, Thread::startVirtualThread);
        Calls calls = until(changed::isDone, () -> {}, call);
        changed.join();
        return calls;
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

    /** As many as are wanted, evenly, and longer until something has happened often enough meanwhile. */
    static Calls wanted(Duration each, BooleanSupplier happened, BooleanSupplier call) {
        Calls calls = spread(WANTED, each.multipliedBy(WANTED), call);
        long began = System.nanoTime();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() - began > LIMIT.toNanos()) {
                throw new AssertionError("waited in vain, after " + calls);
            }
            calls = calls.and(call);
        }
        return calls;
    }

    /** As many as are wanted, without a pause, and more until something has happened often enough meanwhile. */
    static Calls restless(int count, BooleanSupplier happened, BooleanSupplier call) {
        Calls calls = new Calls(0, 0);
        long last = System.nanoTime() + LIMIT.toNanos() * Math.max(1, WANTED / 1000);
        while (calls.made < count || !happened.getAsBoolean()) {
            if (System.nanoTime() > last) {
                throw new AssertionError("waited in vain, after " + calls);
            }
            calls = calls.and(call);
        }
        return calls;
    }

    /** Those of several callers at the same time. */
    static Calls atOnce(int callers, Supplier<Calls> each) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Calls>> all = IntStream.range(0, callers)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(each, threads))
                    .toList();
            return all.stream().map(CompletableFuture::join).reduce(new Calls(0, 0), Calls::plus);
        }
    }

    /** With as many more as are wanted altogether. */
    Calls upToWanted(BooleanSupplier call) {
        return and(call, Math.max(0, WANTED - made));
    }

    /** Prints them, and adds them as a row to target/reliability.md. */
    Calls of(String fault) {
        System.out.printf("%s: calls %d failed %d%n", fault, made, failed);
        try {
            Files.writeString(
                    TABLE,
                    "| %s | %d | %d |%n".formatted(fault, made, failed),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Those of two who called at the same time. */
    Calls plus(Calls others) {
        return new Calls(made + others.made, failed + others.failed);
    }

    /** Without those that never reached the API server. */
    Calls without(int unreached) {
        return new Calls(made - unreached, failed);
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
