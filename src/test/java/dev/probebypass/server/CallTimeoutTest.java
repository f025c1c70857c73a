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
            strings = {
                "", "3", "s", "-3s", "+3s", "3 s", "3s ", "s3s", "3s,", "0s", "0", ".s", "1e3s", "NaNs", "٣s", "0.9ns"
            })
    void isThreeSecondsWhereNobodySaysSo(String text) {
        assertThat(CallTimeout.of(text)).isEqualTo(CallTimeout.DEFAULT);
    }

    /** Nobody's text takes more than a few looks at each of its characters. */
    @ParameterizedTest
    @ValueSource(strings = {"1", ".", "1.", "1s", "1m.", "1ms1"})
    void looksAtEachCharacterAFewTimesOnly(String repeated) {
        CountingText text = new CountingText(repeated.repeat(1000));

        CallTimeout.of(text);

        assertThat(text.looks()).isLessThan(20 * text.length());
    }

    /** Text that counts how often somebody looks at a character of it. */
    private static final class CountingText implements CharSequence {

        private final String text;
        private int looks;

        CountingText(String text) {
            this.text = text;
        }

        int looks() {
            return looks;
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
