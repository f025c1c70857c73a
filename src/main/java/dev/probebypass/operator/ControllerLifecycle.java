package dev.probebypass.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The lifecycle of the leader's controllers, as a pure function of state, event and time, but for the random part of the backoff.
 * They run while this replica leads. Those that can't start, or stop by themselves, are started anew after a wait.
 *
 * @param backoff of the starts
 */
record ControllerLifecycle(Backoff backoff) {

    /** Controllers that ran this long were well: the next wait is a short one again. */
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(1);

    /**
     * What is so at one moment.
     *
     * @param run the one that is under way, empty if there is none
     * @param runs how many there were, for their numbers
     * @param failures in a row
     * @param startAt when the next start is due, empty if none is
     */
    record State(boolean leads, Optional<Run> run, int runs, int failures, Optional<Instant> startAt) {

        static final State IDLE = new State(false, Optional.empty(), 0, 0, Optional.empty());

        boolean isRunning(int number) {
            return run.filter(now -> now.number() == number).isPresent();
        }
    }

    /** A run of controllers: from a start, even one that fails, to a stop. */
    record Run(int number, Instant since) {}

    /** What happens. */
    sealed interface Event {

        /** This replica leads now. */
        record Elected() implements Event {}

        /** This replica leads no more. */
        record Deposed() implements Event {}

        /** Time has passed. */
        record Due() implements Event {}

        /** A run could not start, or stopped by itself. It may be one that was given up long ago. */
        record Failed(int run) implements Event {}
    }

    /** What to do. */
    sealed interface Action {

        /** Makes controllers and starts them. */
        record Start(int run) implements Action {}

        /** Stops those of a run, also where they have never quite started. */
        record Stop(int run) implements Action {}
    }

    /** The state that follows an event, and what to do. */
    Step<State, Action> next(State state, Event event, Instant now) {
        return switch (event) {
            case Event.Elected _ -> state.startAt().isPresent() ? Step.of(state) : started(state, now);
            case Event.Deposed _ ->
                new Step<>(new State(false, Optional.empty(), state.runs(), 0, Optional.empty()), stop(state));
            case Event.Due _ ->
                state.startAt().filter(due -> !now.isBefore(due)).isPresent() ? started(state, now) : Step.of(state);
            case Event.Failed(int run) -> state.isRunning(run) ? failed(state, now) : Step.of(state);
        };
    }

    private static Step<State, Action> started(State state, Instant now) {
        if (state.run().isPresent()) {
            return Step.of(state);
        }
        int number = state.runs() + 1;
        Run run = new Run(number, now);
        return Step.of(
                new State(true, Optional.of(run), number, state.failures(), Optional.empty()),
                new Action.Start(number));
    }

    private Step<State, Action> failed(State state, Instant now) {
        boolean wasWell = state.run()
                .filter(run -> now.isAfter(run.since().plus(LONG_ENOUGH)))
                .isPresent();
        int before = wasWell ? 0 : state.failures();
        Instant startAt = now.plus(backoff.wait(before));
        return new Step<>(
                new State(true, Optional.empty(), state.runs(), before + 1, Optional.of(startAt)), stop(state));
    }

    private static List<Action> stop(State state) {
        return state.run().<Action>map(run -> new Action.Stop(run.number())).stream()
                .toList();
    }
}
