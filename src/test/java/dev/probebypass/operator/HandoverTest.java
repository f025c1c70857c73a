package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.operator.Handover.Observation;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HandoverTest {

    private static final Instant START = Instant.EPOCH;
    private static final Instant FIRST = START.plus(Handover.GRACE);
    private static final Handover PLANNED = after(Handover.NONE, Observation.DIFFERENT, START);

    @Test
    void aLeaderGoesOnForAWhileBeforeItHandsOver() {
        assertThat(Handover.NONE.next(Observation.DIFFERENT, START).actions()).isEmpty();
        assertThat(PLANNED.next(Observation.DIFFERENT, FIRST.minusMillis(1)).actions())
                .isEmpty();
        assertThat(PLANNED.next(Observation.DIFFERENT, FIRST).actions()).containsExactly(Handover.Action.HAND_OVER);
    }

    @Test
    void whereNobodyCameItTriesAgainAfterAMinute() {
        Handover tried = after(PLANNED, Observation.DIFFERENT, FIRST);

        assertThat(tried.next(Observation.DIFFERENT, FIRST.plus(Duration.ofSeconds(59)))
                        .actions())
                .isEmpty();
        assertThat(tried.next(Observation.DIFFERENT, FIRST.plus(Duration.ofMinutes(1)))
                        .actions())
                .hasSize(1);
    }

    @Test
    void anUpgradeThatWasTakenBackIsForgotten() {
        Handover forgotten = after(PLANNED, Observation.SAME, FIRST);

        assertThat(forgotten.next(Observation.DIFFERENT, FIRST).actions()).isEmpty();
    }

    private static Handover after(Handover before, Observation observation, Instant now) {
        return before.next(observation, now).state();
    }
}
