package dev.probebypass.operator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs the leader's controllers while this replica leads. Controllers that can't start, or stop by themselves, are started anew
 * after a wait; at most one start is pending at any time. Everything happens in one thread.
 */
final class LeaderControllers implements LeaderElection.Role, AutoCloseable {

    /** Controllers that ran this long were well: the next wait is a short one again. */
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    private static final Duration STOP = Duration.ofSeconds(5);

    private final ScheduledExecutorService thread;
    private final Supplier<? extends Controllers> controllers;
    private final Backoff backoff;
    private final InstantSource clock;
    private final FailureLog complaints;
    private volatile boolean leading;
    private @Nullable Running running;
    private @Nullable ScheduledFuture<?> pending;

    /** Controllers that are started once and stopped once. */
    interface Controllers {

        /**
         * Starts them, and returns when they have read what they watch.
         *
         * @param stopped is told when they stop though nobody stopped them, maybe several times, maybe before this returns
         * @throws RuntimeException if they can't be started; {@link #stop} is called then too
         */
        void start(Consumer<Throwable> stopped);

        /** Has them look again, whether anything happened or not. Does not block. */
        void lookAgain();

        /** Stops them, also where they have never quite started. */
        void stop();
    }

    private record Running(Controllers controllers, Instant since) {}

    /**
     * What it works with.
     *
     * @param thread has one thread, and is closed with this
     * @param controllers makes those of one start
     */
    record Parts(
            ScheduledExecutorService thread,
            Supplier<? extends Controllers> controllers,
            Backoff backoff,
            InstantSource clock) {}

    private LeaderControllers(Parts parts, FailureLog complaints) {
        this.thread = parts.thread();
        this.controllers = parts.controllers();
        this.backoff = parts.backoff();
        this.clock = parts.clock();
        this.complaints = complaints;
    }

    /** One that does nothing yet. Its minutes are counted here, for the library's go by a clock that may be set back. */
    static LeaderControllers of(Parts parts, FailureLog complaints) {
        LeaderControllers work = new LeaderControllers(parts, complaints);
        var _ = work.thread.scheduleWithFixedDelay(work::lookAgain, 1, 1, TimeUnit.MINUTES);
        return work;
    }

    boolean leads() {
        return leading;
    }

    @Override
    public void begin() {
        thread.execute(() -> {
            leading = true;
            start();
        });
    }

    @Override
    public void end() {
        thread.execute(() -> {
            leading = false;
            backoff.reset();
            cancelStart();
            stop();
        });
    }

    private void start() {
        pending = null;
        if (!leading || running != null) {
            return;
        }
        Controllers made = controllers.get();
        running = new Running(made, clock.instant());
        try {
            made.start(problem -> thread.execute(() -> stopped(made, problem)));
            made.lookAgain();
        } catch (RuntimeException problem) { // or nobody would start them again
            fail(problem);
        }
    }

    /** What controllers say that were given up long ago is of no interest. */
    private void stopped(Controllers which, Throwable problem) {
        Running now = running;
        if (now != null && now.controllers().equals(which)) {
            if (clock.instant().isAfter(now.since().plus(LONG_ENOUGH))) {
                backoff.reset();
            }
            fail(problem);
        }
    }

    private void fail(Throwable problem) {
        complaints.report(problem);
        cancelStart();
        pending = thread.schedule(this::start, backoff.next().toMillis(), TimeUnit.MILLISECONDS);
        stop();
    }

    private void cancelStart() {
        ScheduledFuture<?> last = pending;
        pending = null;
        if (last != null) {
            last.cancel(false);
        }
    }

    private void lookAgain() {
        Running now = running;
        if (now != null) {
            now.controllers().lookAgain();
        }
    }

    private void stop() {
        Running last = running;
        running = null;
        if (last != null) {
            try {
                last.controllers().stop();
            } catch (
                    RuntimeException
                            problem) { // the library's, where it had not quite started; others can be started all the
                // same
                complaints.report(problem);
            }
        }
    }

    @Override
    public void close() {
        end();
        thread.shutdown();
        try {
            thread.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }
}
