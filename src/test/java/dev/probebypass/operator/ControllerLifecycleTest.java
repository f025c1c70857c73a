package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.operator.ControllerLifecycle.Action;
import dev.probebypass.operator.ControllerLifecycle.Event;
import dev.probebypass.operator.ControllerLifecycle.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ControllerLifecycleTest {

    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Instant START = Instant.EPOCH;

    private final ControllerLifecycle lifecycle =
            new ControllerLifecycle(new Backoff(SHORTEST, LONGEST, new Random(1)));
    private State state = State.IDLE;
    private Instant now = START;
    private final List<Action> actions = new ArrayList<>();

    @Test
    void anElectedReplicaStartsAndADeposedOneStops() {
        happens(new Event.Elected());
        happens(new Event.Deposed());

        assertThat(actions).containsExactly(new Action.Start(1), new Action.Stop(1));
        assertThat(state.leads()).isFalse();
    }

    @Test
    void electedTwiceItStartsOnce() {
        happens(new Event.Elected());
        happens(new Event.Elected());

        assertThat(actions).containsExactly(new Action.Start(1));
    }

    @Test
    void aFailedRunIsStoppedAndAnotherDueWithinTheBackoff() {
        happens(new Event.Elected());
        happens(new Event.Failed(1));

        assertThat(actions).endsWith(new Action.Stop(1));
        assertThat(state.startAt().orElseThrow()).isBetween(now.plusMillis(1500), now.plus(SHORTEST));
    }

    @Test
    void electedWhileAStartIsDueItWaitsForThat() {
        happens(new Event.Elected());
        happens(new Event.Failed(1));
        happens(new Event.Elected());

        assertThat(state.run()).isEmpty();
        assertThat(state.startAt()).isPresent();
    }

    @Test
    void nothingStartsBeforeItIsDue() {
        happens(new Event.Elected());
        happens(new Event.Failed(1));
        now = state.startAt().orElseThrow().minusNanos(1);
        happens(new Event.Due());
        assertThat(state.run()).isEmpty();

        now = now.plusNanos(1);
        happens(new Event.Due());

        assertThat(actions).endsWith(new Action.Start(2));
        assertThat(state.startAt()).isEmpty();
    }

    @Test
    void aRunThatWasGivenUpLongAgoFailsNobody() {
        happens(new Event.Elected());
        happens(new Event.Failed(1));
        now = now.plus(SHORTEST);
        happens(new Event.Due());

        happens(new Event.Failed(1));

        assertThat(state.isRunning(2)).isTrue();
    }

    @Test
    void aTimerOfALeaderThatWasDeposedStartsNothing() {
        happens(new Event.Elected());
        happens(new Event.Failed(1));
        happens(new Event.Deposed());
        now = now.plus(LONGEST);

        happens(new Event.Due());

        assertThat(state.run()).isEmpty();
        assertThat(actions).hasSize(2);
    }

    @Test
    void failuresOfAnEarlierTermAreForgotten() {
        happens(new Event.Elected());
        fail(5);
        happens(new Event.Deposed());
        happens(new Event.Elected());

        happens(new Event.Failed(state.runs()));

        assertThat(state.startAt().orElseThrow()).isBeforeOrEqualTo(now.plus(SHORTEST));
    }

    @Test
    void whoeverRanForMoreThanAMinuteWasWell() {
        happens(new Event.Elected());
        fail(5);
        now = now.plus(LONGEST).plusNanos(1);

        happens(new Event.Failed(state.runs()));

        assertThat(state.failures()).isEqualTo(1);
    }

    @Test
    void inAYearOfFailuresThereIsAtMostOneStartEvery45Seconds() {
        happens(new Event.Elected());
        Instant end = START.plus(Duration.ofDays(365));
        fail(6);
        Instant from = now;
        int before = state.runs();

        while (now.isBefore(end)) {
            fail(1);
        }

        long most = Duration.between(from, now).dividedBy(Duration.ofSeconds(45));
        assertThat(state.runs() - before).isBetween((int) (most * 3 / 4), (int) most);
    }

    @Test
    void whateverHappensALeaderRunsOrWillWithinAMinuteAndNobodyElseDoes() {
        Random random = new Random(2);
        for (int i = 0; i < 20_000; i++) {
            now = now.plusMillis(random.nextInt(20_000));
            happens(
                    switch (random.nextInt(8)) {
                        case 0 -> new Event.Elected();
                        case 1 -> new Event.Deposed();
                        case 2, 3, 4 -> new Event.Failed(Math.max(1, state.runs() - random.nextInt(2)));
                        default -> new Event.Due();
                    });
            assertThat(state.run().isPresent() && state.startAt().isPresent()).isFalse();
            assertThat(state.run().isPresent() || state.startAt().isPresent()).isEqualTo(state.leads());
            state.startAt().ifPresent(due -> assertThat(due).isBeforeOrEqualTo(now.plus(LONGEST)));
        }
        assertThat(running(actions)).isEqualTo(state.run().isPresent() ? 1 : 0);
    }

    /** How many runs were started and not stopped; a start of two at once fails. */
    private static int running(List<Action> actions) {
        int running = 0;
        for (Action action : actions) {
            running += action instanceof Action.Start ? 1 : -1;
            assertThat(running).isBetween(0, 1);
        }
        return running;
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            happens(new Event.Failed(state.runs()));
            now = state.startAt().orElseThrow();
            happens(new Event.Due());
        }
    }

    private void happens(Event event) {
        Step<State, Action> step = lifecycle.next(state, event, now);
        state = step.state();
        actions.addAll(step.actions());
    }
}
