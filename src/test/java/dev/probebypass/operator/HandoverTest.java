package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HandoverTest {

    private static final Instant START = Instant.EPOCH;

    private final Handover handover = new Handover();

    @Test
    void aLeaderGoesOnForAWhileBeforeItHandsOver() {
        assertThat(handover.differ(START)).isFalse();
        assertThat(handover.differ(START.plus(Handover.GRACE).minusMillis(1))).isFalse();
        assertThat(handover.differ(START.plus(Handover.GRACE))).isTrue();
    }

    @Test
    void whereNobodyCameItTriesAgainAfterAMinute() {
        handover.differ(START);
        Instant first = START.plus(Handover.GRACE);
        handover.differ(first);

        assertThat(handover.differ(first.plus(Duration.ofSeconds(59)))).isFalse();
        assertThat(handover.differ(first.plus(Duration.ofMinutes(1)))).isTrue();
    }

    @Test
    void anUpgradeThatWasTakenBackIsForgotten() {
        handover.differ(START);
        handover.agree();

        assertThat(handover.differ(START.plus(Handover.GRACE))).isFalse();
    }
}
