package dev.probebypass.mesh.istio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoBooleanTest {

    @ParameterizedTest
    @ValueSource(strings = {"1", "t", "T", "TRUE", "true", "True"})
    void readsGosWordsForTrue(String text) {
        assertThat(GoBoolean.parse(text)).contains(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "f", "F", "FALSE", "false", "False"})
    void readsGosWordsForFalse(String text) {
        assertThat(GoBoolean.parse(text)).contains(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "no", "tRUE", " true", "on", "2"})
    void readsNoOtherWord(String text) {
        assertThat(GoBoolean.parse(text)).isEmpty();
    }
}
