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

    @Test
    void isCutAfterTwoHundredCharacters() {
        assertThat(OneLine.cut("a".repeat(201) + "\nb")).isEqualTo("a".repeat(200) + "…");
        assertThat(OneLine.cut("a".repeat(200) + "\nb")).isEqualTo("a".repeat(200));
        assertThat(OneLine.cut("")).isEmpty();
    }
}
