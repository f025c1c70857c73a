package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Test
    void doublesUpToTheLongestWait() {
        Backoff backoff = new Backoff(SHORTEST, LONGEST, () -> 0);

        List<Long> seconds = IntStream.range(0, 7)
                .mapToObj(backoff::wait)
                .map(Duration::toSeconds)
                .toList();

        assertThat(seconds).containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void takesOffAQuarterAtMost() {
        Backoff backoff = new Backoff(LONGEST, LONGEST, new Random(1));

        List<Duration> waits = IntStream.range(0, 1000).mapToObj(backoff::wait).toList();

        assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(45), LONGEST));
        assertThat(waits.stream().distinct().count()).isGreaterThan(100);
    }

    @Test
    void afterYearsOfFailuresItIsStillTheLongestWait() {
        assertThat(new Backoff(SHORTEST, LONGEST, () -> 0).wait(Integer.MAX_VALUE))
                .isEqualTo(LONGEST);
    }
}
