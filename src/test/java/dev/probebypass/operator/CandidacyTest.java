package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.operator.Candidacy.Action;
import dev.probebypass.operator.Candidacy.Event;
import dev.probebypass.operator.Candidacy.Standing;
import dev.probebypass.operator.Candidacy.Waiting;
import dev.probebypass.operator.Candidacy.Withdrawn;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CandidacyTest {

    private static final Instant NOW = Instant.EPOCH;
    private static final Candidacy STANDING = new Standing(Duration.ZERO);

    @Test
    void campaignsWhenItIsDue() {
        assertThat(new Waiting(NOW).next(Event.DUE, NOW)).isEqualTo(Step.of(STANDING, new Action.Campaign()));
    }

    @Test
    void aTimerThatComesEarlyIsSetAgain() {
        Candidacy waiting = new Waiting(NOW.plusSeconds(1));

        assertThat(waiting.next(Event.DUE, NOW)).isEqualTo(Step.of(waiting, new Action.WakeAt(NOW.plusSeconds(1))));
    }

    @Test
    void whoeverLostTheLeaseCampaignsAgainAtOnce() {
        assertThat(STANDING.next(Event.ENDED, NOW)).isEqualTo(Step.of(new Waiting(NOW), new Action.WakeAt(NOW)));
    }

    @Test
    void whoeverHandsOverLeavesTheLeaseToOthersForAWhile() {
        Step<Candidacy, Action> handed = STANDING.next(Event.HAND_OVER, NOW);
        assertThat(handed.actions()).containsExactly(new Action.Cancel());

        Step<Candidacy, Action> ended = handed.state().next(Event.ENDED, NOW);
        assertThat(ended.state()).isEqualTo(new Waiting(NOW.plus(Candidacy.PAUSE)));

        Instant back = NOW.plus(Candidacy.PAUSE);
        assertThat(ended.state().next(Event.DUE, back).state()).isEqualTo(STANDING);
    }

    @Test
    void aHandoverBetweenElectionsIsAPauseToo() {
        assertThat(new Waiting(NOW).next(Event.HAND_OVER, NOW).state())
                .isEqualTo(new Waiting(NOW.plus(Candidacy.PAUSE)));
    }

    static Stream<Candidacy> all() {
        return Stream.of(new Waiting(NOW), STANDING, new Withdrawn());
    }

    @ParameterizedTest
    @MethodSource("all")
    void whoeverStopsGivesTheLeaseBack(Candidacy candidacy) {
        assertThat(candidacy.next(Event.CLOSE, NOW)).isEqualTo(Step.of(new Withdrawn(), new Action.Cancel()));
    }

    @ParameterizedTest
    @EnumSource(
            value = Event.class,
            names = {"DUE", "ENDED", "HAND_OVER"})
    void whoeverHasStoppedNeverCampaignsAgain(Event event) {
        assertThat(new Withdrawn().next(event, NOW)).isEqualTo(Step.of(new Withdrawn()));
    }

    @Test
    void whateverHappensThereIsOneElectionAtATimeAndNeverNoWayToTheNext() {
        Random random = new Random(1);
        List<Event> events = List.of(Event.DUE, Event.ENDED, Event.HAND_OVER);
        Candidacy candidacy = new Waiting(NOW);
        boolean runs = false;
        boolean isTimed = true;

        for (int i : IntStream.range(0, 10_000).toArray()) {
            Event event = events.get(random.nextInt(events.size()));
            Step<Candidacy, Action> step = candidacy.next(event, NOW.plusSeconds(i));
            candidacy = step.state();
            runs = runs && event != Event.ENDED;
            for (Action action : step.actions()) {
                assertThat(runs && action instanceof Action.Campaign).isFalse();
                runs = runs || action instanceof Action.Campaign;
            }
            isTimed = step.actions().stream().anyMatch(Action.WakeAt.class::isInstance)
                    || (isTimed && event != Event.DUE);
            assertThat(runs || isTimed).isTrue();
        }
    }
}
