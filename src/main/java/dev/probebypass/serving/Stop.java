package dev.probebypass.serving;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hears when the process is told to stop, and lets it end in its own time; told a second time, it ends at once. */
public final class Stop {

    /** What a shell says of a process that a signal ended. */
    private static final int SIGNALLED = 128;

    private final AtomicBoolean signalled = new AtomicBoolean();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    private Stop() {}

    /** Listens from now on. */
    public static Stop onTermination() {
        Stop stop = new Stop();
        Signals.hear("TERM", stop::signal);
        Signals.hear("INT", stop::signal);
        // For whatever else ends a JVM, such as a terminal that is closed.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(stop::askAndWait));
        return stop;
    }

    /** Waits until the process is told to stop. */
    public void await() {
        wait(asked);
    }

    /** The process may end: what it had to do is done. */
    public void done() {
        stopped.countDown();
    }

    private void signal(int number) {
        if (!signalled.compareAndSet(false, true)) {
            Runtime.getRuntime().halt(SIGNALLED + number);
        }
        asked.countDown();
    }

    private void askAndWait() {
        asked.countDown();
        wait(stopped);
    }

    private static void wait(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }
}
