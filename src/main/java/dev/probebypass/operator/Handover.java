package dev.probebypass.operator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The handover of a leader whose Deployment starts servers with other names than its own, as a pure function of state, observation
 * and time. It goes on for a while first, in which whoever changes the Deployment writes the rest, and a successor starts. As there
 * may be none yet, or none at all if the image can't be had, a leader that had to take the Lease back tries again after a minute.
 *
 * @param due when to hand over, empty if there is no reason to
 */
record Handover(Optional<Instant> due) {

    /** A leader that has no reason to hand over. */
    static final Handover NONE = new Handover(Optional.empty());

    /** For how long a leader goes on. */
    static final Duration GRACE = Duration.ofSeconds(15);

    private static final Duration AGAIN = Duration.ofMinutes(1);

    /** What servers that the Deployment starts would keep up, as against this one. */
    enum Observation {
        SAME,
        DIFFERENT
    }

    /** What to do. */
    enum Action {
        HAND_OVER
    }

    /** The state that follows an observation, and what to do. */
    Step<Handover, Action> next(Observation observation, Instant now) {
        if (observation == Observation.SAME) {
            return Step.of(NONE);
        }
        if (due.isEmpty()) {
            return Step.of(new Handover(Optional.of(now.plus(GRACE))));
        }
        return now.isBefore(due.get())
                ? Step.of(this)
                : Step.of(new Handover(Optional.of(now.plus(AGAIN))), Action.HAND_OVER);
    }
}
