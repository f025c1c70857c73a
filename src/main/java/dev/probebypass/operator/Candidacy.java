package dev.probebypass.operator;

import java.time.Duration;
import java.time.Instant;

/**
 * The candidacy of a replica for the Lease, as a pure function of state, event and time. An election ends when the Lease is lost;
 * another begins then, so that losing it is no reason to end the process, which has reviews to answer.
 */
sealed interface Candidacy {

    /** For how long a leader that handed over leaves the Lease to others. */
    Duration PAUSE = Duration.ofSeconds(10);

    /** No election runs until then. */
    record Waiting(Instant until) implements Candidacy {}

    /**
     * An election runs: the Lease is held, or tried for.
     *
     * @param pause to make when it ends
     */
    record Standing(Duration pause) implements Candidacy {}

    /** There will be no election any more. */
    record Withdrawn() implements Candidacy {}

    /** What happens to a candidate. */
    enum Event {
        /** A time that was asked for has come. */
        DUE,
        /** The election is over, for whatever reason. */
        ENDED,
        /** Another replica should lead. */
        HAND_OVER,
        /** This replica stops. */
        CLOSE
    }

    /** What a candidate does. */
    sealed interface Action {

        /** Begins an election. */
        record Campaign() implements Action {}

        /** Ends the election, and gives the Lease back. */
        record Cancel() implements Action {}

        /** Asks for {@link Event#DUE} at that time. */
        record WakeAt(Instant time) implements Action {}
    }

    /** The candidacy that follows an event, and what to do. */
    default Step<Candidacy, Action> next(Event event, Instant now) {
        return switch (event) {
            case DUE -> due(now);
            case ENDED -> this instanceof Standing(Duration pause) ? waitUntil(now.plus(pause)) : Step.of(this);
            case HAND_OVER -> handOver(now);
            case CLOSE -> Step.of(new Withdrawn(), new Action.Cancel());
        };
    }

    private Step<Candidacy, Action> due(Instant now) {
        if (!(this instanceof Waiting(Instant until))) {
            return Step.of(this);
        }
        return now.isBefore(until) ? waitUntil(until) : Step.of(new Standing(Duration.ZERO), new Action.Campaign());
    }

    private Step<Candidacy, Action> handOver(Instant now) {
        return switch (this) {
            case Standing _ -> Step.of(new Standing(PAUSE), new Action.Cancel());
            case Waiting _ -> waitUntil(now.plus(PAUSE));
            case Withdrawn _ -> Step.of(this);
        };
    }

    private static Step<Candidacy, Action> waitUntil(Instant time) {
        return Step.of(new Waiting(time), new Action.WakeAt(time));
    }
}
