package dev.probebypass.serving;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerPhaseTest {

    private final ServerPhase life = new ServerPhase();

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
