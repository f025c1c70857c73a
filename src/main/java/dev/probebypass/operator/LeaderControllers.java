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
 * The controllers of the leader: does what their {@link ControllerLifecycle} says, in one thread. At most one start is pending at
 * any time.
 */
final class LeaderControllers implements LeaseElector.Role, AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(5);

    private final ScheduledExecutorService thread;
    private final Supplier<? extends Controllers> factory;
    private final ControllerLifecycle lifecycle;
    private final InstantSource clock;
    private final OngoingFailure failures;
    private volatile ControllerLifecycle.State state = ControllerLifecycle.State.IDLE;
    private @Nullable Controllers running;
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

    private LeaderControllers(Parts parts, OngoingFailure failures) {
        this.thread = parts.thread();
        this.factory = parts.controllers();
        this.lifecycle = new ControllerLifecycle(parts.backoff());
        this.clock = parts.clock();
        this.failures = failures;
    }

    /** Controllers that do not run yet. Their minutes are counted here, for the library's go by a clock that may be set back. */
    static LeaderControllers of(Parts parts, OngoingFailure failures) {
        LeaderControllers controllers = new LeaderControllers(parts, failures);
        var _ = controllers.thread.scheduleWithFixedDelay(controllers::lookAgain, 1, 1, TimeUnit.MINUTES);
        return controllers;
    }

    boolean leads() {
        return state.leads();
    }

    @Override
    public void begin() {
        thread.execute(() -> handle(new ControllerLifecycle.Event.Elected()));
    }

    @Override
    public void end() {
        thread.execute(() -> handle(new ControllerLifecycle.Event.Deposed()));
    }

    private void handle(ControllerLifecycle.Event event) {
        Step<ControllerLifecycle.State, ControllerLifecycle.Action> step =
                lifecycle.next(state, event, clock.instant());
        state = step.state();
        step.actions().forEach(this::perform);
        setTimer();
    }

    private void perform(ControllerLifecycle.Action action) {
        switch (action) {
            case ControllerLifecycle.Action.Start(int run) -> start(run);
            case ControllerLifecycle.Action.Stop _ -> stop();
        }
    }

    private void start(int run) {
        Controllers made = factory.get();
        running = made;
        try {
            made.start(problem -> thread.execute(() -> failed(run, problem)));
            made.lookAgain();
        } catch (RuntimeException problem) { // or nobody would start them again
            failed(run, problem);
        }
    }

    /** What controllers say that were given up long ago is of no interest. */
    private void failed(int run, Throwable problem) {
        if (state.isRunning(run)) {
            failures.report(problem);
            handle(new ControllerLifecycle.Event.Failed(run));
        }
    }

    private void setTimer() {
        ScheduledFuture<?> last = pending;
        if (last != null) {
            last.cancel(false);
        }
        pending = state.startAt().map(this::wakeAt).orElse(null);
    }

    private ScheduledFuture<?> wakeAt(Instant time) {
        long wait = Duration.between(clock.instant(), time).toMillis();
        return thread.schedule(
                () -> handle(new ControllerLifecycle.Event.Due()), Math.max(wait, 0), TimeUnit.MILLISECONDS);
    }

    private void lookAgain() {
        Controllers now = running;
        if (now != null) {
            now.lookAgain();
        }
    }

    private void stop() {
        Controllers last = running;
        running = null;
        if (last != null) {
            try {
                last.stop();
            } catch (RuntimeException problem) { // others can be started all the same
                failures.report(problem);
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
