package dev.probebypass.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Any text is a time within a setting's limits, or is not accepted. */
public final class DurationFuzz {

    private DurationFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Optional<Duration> time = ValueType.TIME.parse(text);
        Optional<Duration> life = ValueType.LIFE.parse(text);

        assertThat(ValueType.TIME_OR_NONE.parse(text).filter(Duration::isPositive))
                .isEqualTo(time);
        assertThat(life.filter(duration -> duration.compareTo(Duration.ofDays(1)) <= 0))
                .isEqualTo(time);
        life.ifPresent(duration -> assertThat(duration).isPositive().isLessThanOrEqualTo(Duration.ofDays(3650)));
        time.map(duration -> duration.toSeconds() + "s")
                .filter(seconds -> !seconds.equals("0s"))
                .ifPresent(seconds -> assertThat(ValueType.TIME.parse(seconds)).isPresent());
    }
}
