package dev.probebypass.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void isTheFirstLineOfWhatAnExceptionSays() {
        assertThat(OneLine.of(new IOException("first\nsecond"))).isEqualTo("first");
    }

    @Test
    void isTheClassOfAnExceptionThatSaysNothing() {
        assertThat(OneLine.of(new IOException())).isEqualTo("java.io.IOException");
    }
}
