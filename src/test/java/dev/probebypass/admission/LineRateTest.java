package dev.probebypass.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.bypass.Advice.Code;
import dev.probebypass.telemetry.Failure;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LineRateTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1);
    private final LineRate rate = new LineRate(now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private long admitted(int lines, Code... codes) {
        return admitted(lines, List.of(codes));
    }

    private long admitted(int lines, List<? extends Enum<?>> causes) {
        return IntStream.range(0, lines).filter(_ -> rate.admits(causes)).count();
    }

    @Test
    void admitsTwoHundredOfAKindAtOnce() {
        assertThat(admitted(1_000, Code.OTHER_HOST)).isEqualTo(LineRate.BURST).isEqualTo(200);
    }

    @Test
    void thenTwentyASecond() {
        admitted(1_000, Code.OTHER_HOST);

        pass(Duration.ofSeconds(1));
        assertThat(admitted(1_000, Code.OTHER_HOST))
                .isEqualTo(LineRate.PER_SECOND)
                .isEqualTo(20);
        pass(Duration.ofMillis(49));
        assertThat(admitted(1_000, Code.OTHER_HOST)).isZero();
        pass(Duration.ofMillis(1));
        assertThat(admitted(1_000, Code.OTHER_HOST)).isEqualTo(1);
    }

    @Test
    void neverHasMoreThanTheBurst() {
        admitted(1, Code.OTHER_HOST);
        pass(Duration.ofDays(1));

        assertThat(admitted(1_000, Code.OTHER_HOST)).isEqualTo(200);
    }

    @Test
    void oneKindDoesNotHideAnother() {
        admitted(1_000, Code.OTHER_HOST);

        assertThat(admitted(1, Code.AUDIT)).isEqualTo(1);
        assertThat(admitted(1, Code.OTHER_HOST, Code.AUDIT)).isEqualTo(1);
    }

    @Test
    void countsFailuresAsItDoesAdvice() {
        assertThat(admitted(1_000, List.of(Failure.ANNOTATIONS))).isEqualTo(200);
        assertThat(admitted(1, List.of(Failure.OVERSIZED))).isEqualTo(1);
    }

    @Test
    void tellsAtOnceThatLinesAreHeldBackAndThenOnceAMinuteHowMany() {
        admitted(200, Code.OTHER_HOST);
        assertThat(rate.takeUntold()).isZero();

        admitted(1, Code.OTHER_HOST);
        assertThat(rate.takeUntold()).isEqualTo(1);

        admitted(5, Code.OTHER_HOST);
        pass(Duration.ofMinutes(1).minusNanos(1));
        assertThat(rate.takeUntold()).isZero();
        pass(Duration.ofNanos(1));
        assertThat(rate.takeUntold()).isEqualTo(5);
        pass(Duration.ofMinutes(1));
        assertThat(rate.takeUntold()).isZero();
    }
}
