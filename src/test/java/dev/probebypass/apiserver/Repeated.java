package dev.probebypass.apiserver;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Something that is done again and again in the background. */
final class Repeated implements AutoCloseable {

    private final AtomicInteger times = new AtomicInteger();
    private final AtomicBoolean isEnough = new AtomicBoolean();
    private final CompletableFuture<Void> done;

    Repeated(Runnable what) {
        // Not in the common pool: clients need that, and on two cores it has one thread.
        this.done = CompletableFuture.runAsync(
                () -> {
                    while (!isEnough.get()) {
                        what.run();
                        times.incrementAndGet();
                    }
                },
                Thread.ofVirtual()::start);
    }

    /** How often it has been done; what went wrong, if something has. */
    int times() {
        if (done.isCompletedExceptionally()) {
            done.join();
        }
        return times.get();
    }

    /** Returns when it has been done for the last time; what went wrong, if something has. */
    void end() {
        isEnough.set(true);
        done.join();
    }

    @Override
    public void close() {
        end();
    }
}
