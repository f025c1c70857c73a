package dev.probebypass.operator;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The leader elections of this replica, one after another: does what its {@link Candidacy} says. */
final class LeaderElection implements AutoCloseable {

    private final Elector elector;
    private final ScheduledExecutorService timer;
    private final InstantSource clock;
    private Candidacy candidacy;
    private CompletableFuture<?> election = CompletableFuture.completedFuture(true);

    private LeaderElection(Elector elector, ScheduledExecutorService timer, InstantSource clock) {
        this.elector = elector;
        this.timer = timer;
        this.clock = clock;
        this.candidacy = new Candidacy.Waiting(clock.instant());
    }

    /** An elector, by which one election is held. */
    @FunctionalInterface
    interface Elector {

        /**
         * Begins an election, and returns at once.
         *
         * @return is done when the election has ended; cancelled, it gives the Lease back
         */
        CompletableFuture<?> campaign();
    }

    /**
     * Begins the first election, and returns at once.
     *
     * @param timer is shut down with it
     */
    static LeaderElection start(Elector elector, ScheduledExecutorService timer, InstantSource clock) {
        LeaderElection election = new LeaderElection(elector, timer, clock);
        election.handle(Candidacy.Event.DUE);
        return election;
    }

    /** Gives the Lease back and leaves it to others for a while, then campaigns again. */
    void handOver() {
        handle(Candidacy.Event.HAND_OVER);
    }

    private synchronized void handle(Candidacy.Event event) {
        Step<Candidacy, Candidacy.Action> step = candidacy.next(event, clock.instant());
        candidacy = step.state();
        step.actions().forEach(this::perform);
    }

    private void perform(Candidacy.Action action) {
        switch (action) {
            case Candidacy.Action.Campaign _ -> campaign();
            case Candidacy.Action.Cancel _ -> election.cancel(true);
            case Candidacy.Action.WakeAt(Instant time) -> wakeAt(time);
        }
    }

    private void campaign() {
        CompletableFuture<?> begun = elector.campaign();
        election = begun;
        var _ = begun.whenComplete((_, _) -> handle(Candidacy.Event.ENDED));
    }

    /** Not in the thread that says that an election ended, which is the library's. */
    private void wakeAt(Instant time) {
        Duration wait = Duration.between(clock.instant(), time);
        var _ = timer.schedule(() -> handle(Candidacy.Event.DUE), wait.toMillis() + 1, TimeUnit.MILLISECONDS);
    }

    /** Gives the Lease back, so that another can take it at once. */
    @Override
    public void close() {
        handle(Candidacy.Event.CLOSE);
        timer.shutdown();
    }
}
