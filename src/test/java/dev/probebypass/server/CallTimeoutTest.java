package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallTimeoutTest {

    @ParameterizedTest
    @CsvSource({
        "10s, 10000",
        "3s, 3000",
        "2.5s, 2500",
        "2.s, 2000",
        ".5s, 500",
        "1s500ms, 1500",
        "0m1.25s, 1250",
        "750ms, 750",
        "5000us, 5",
        "5000µs, 5",
        "1000000ns, 1"
    })
    void readsWhatGoWrites(String text, long millis) {
        assertThat(CallTimeout.of(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"31s", "1m0s", "2562047h", "99999999999999999999999999s"})
    void isNeverLongerThanKubernetesAllows(String text) {
        assertThat(CallTimeout.of(text)).isEqualTo(CallTimeout.LONGEST);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "3", "s", "-3s", "+3s", "3 s", "3s ", "s3s", "3s,", "0s", "0", ".s", "1e3s", "NaNs", "٣s"})
    void isThreeSecondsWhereNobodySaysSo(String text) {
        assertThat(CallTimeout.of(text)).isEqualTo(CallTimeout.DEFAULT);
    }
}
