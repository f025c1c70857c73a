package dev.probebypass.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LogOnceTest {

    private final LogOnce once = new LogOnce();

    @Test
    void tellsTwoTextsThatTakeTurnsOnceEach() {
        long told = IntStream.range(0, 150)
                .filter(attempt -> once.isNews(attempt % 2 == 0 ? "refused" : "no answer"))
                .count();

        assertThat(told).isEqualTo(2);
    }

    @Test
    void tellsOnlySoManyTextsOfOneTrouble() {
        assertThat(IntStream.range(0, 150).filter(attempt -> once.isNews("port " + attempt)))
                .hasSize(8);
    }

    @Test
    void tellsTheSameAgainWhenItWasOver() {
        assertThat(once.isNews("refused")).isTrue();

        once.settle();

        assertThat(once.isNews("refused")).isTrue();
    }
}
