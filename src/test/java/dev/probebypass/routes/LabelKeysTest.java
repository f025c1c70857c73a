package dev.probebypass.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LabelKeysTest {

    private static final LabelKeys MORE = LabelKeys.DEFAULT.plus(List.of("squad"), List.of("module"), List.of("wave"));

    @Test
    void knowsMoreKeysOnceAnInstallationNamesThem() {
        assertThat(MORE.tells("example.com/squad")).isFalse();
        assertThat(MORE.names("example.com/module")).isTrue();
        assertThat(MORE.isTurned("example.com/wave", "2")).isTrue();
    }

    @Test
    void knowsTheOthersStill() {
        assertThat(MORE.tells("app.kubernetes.io/part-of")).isFalse();
        assertThat(MORE.names("app.kubernetes.io/component")).isTrue();
        assertThat(MORE.isTurned("version", "2")).isTrue();
    }

    @Test
    void knowsNothingOfThoseWithoutAnInstallation() {
        assertThat(LabelKeys.DEFAULT.tells("squad")).isTrue();
        assertThat(LabelKeys.DEFAULT.names("module")).isFalse();
        assertThat(LabelKeys.DEFAULT.isTurned("wave", "2")).isFalse();
    }
}
