package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    @Test
    void doublesUpToTheLongestWait() {
        Backoff backoff = new Backoff(SHORTEST, LONGEST, () -> 0);

        List<Long> seconds =
                Stream.generate(backoff::next).limit(7).map(Duration::toSeconds).toList();

        assertThat(seconds).containsExactly(2L, 4L, 8L, 16L, 32L, 60L, 60L);
    }

    @Test
    void takesOffAQuarterAtMost() {
        Random random = new Random(1);
        Backoff backoff = new Backoff(LONGEST, LONGEST, random);

        List<Duration> waits = Stream.generate(backoff::next).limit(1000).toList();

        assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(45), LONGEST));
        assertThat(waits.stream().distinct().count()).isGreaterThan(100);
    }

    @Test
    void beginsAgainWithTheShortestWait() {
        Backoff backoff = new Backoff(SHORTEST, LONGEST, () -> 0);
        backoff.next();
        backoff.next();

        backoff.reset();

        assertThat(backoff.next()).isEqualTo(SHORTEST);
    }
}
