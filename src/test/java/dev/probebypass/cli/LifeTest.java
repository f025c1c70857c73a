package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LifeTest {

    private final Life life = new Life();

    @Test
    void isReadyOnceItIsWarm() {
        assertThat(life.unmet()).containsExactly("warming up");

        life.serve();

        assertThat(life.unmet()).isEmpty();
    }

    @Test
    void isNotReadyOnceItStops() {
        life.serve();

        life.stop();

        assertThat(life.unmet()).containsExactly("stopping");
    }

    @Test
    void aWarmUpThatEndsLateDoesNotBringItBack() {
        life.stop();

        life.serve();

        assertThat(life.unmet()).containsExactly("stopping");
    }
}
