package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.telemetry.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaderControllersTest {

    private static final Duration SHORTEST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ManualScheduler scheduler = new ManualScheduler();
    private final Telemetry telemetry = Telemetry.forVersion("test");
    private final List<Fake> made = new ArrayList<>();
    private boolean isRefused;
    private boolean isStuck;
    private final LeaderControllers work = LeaderControllers.of(
            new LeaderControllers.Parts(scheduler, this::make, new Backoff(SHORTEST, LONGEST, () -> 0), scheduler),
            new OngoingFailure(telemetry, "the upkeep fails", "it works again"));

    @AfterEach
    void close() {
        work.close();
        telemetry.close();
    }

    /** Controllers as the library has them: those that can't start also report that they have stopped, once for each informer. */
    private final class Fake implements LeaderControllers.Controllers {

        private Consumer<Throwable> stopped = _ -> {};
        private boolean isRunning;
        private int looks;

        @Override
        public void start(Consumer<Throwable> told) {
            stopped = told;
            if (isRefused) {
                told.accept(new IllegalStateException("forbidden"));
                told.accept(new IllegalStateException("forbidden"));
                throw new IllegalStateException("can't start", new IllegalStateException("forbidden"));
            }
            isRunning = true;
        }

        @Override
        public void lookAgain() {
            looks++;
        }

        @Override
        public void stop() {
            isRunning = false;
            if (isStuck) {
                throw new IllegalStateException("can't stop");
            }
        }
    }

    private Fake make() {
        Fake fake = new Fake();
        made.add(fake);
        return fake;
    }

    private double failures() {
        return telemetry
                .scrape()
                .lines()
                .filter(line -> line.startsWith("probe_bypass_errors_total{kind=\"operator\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Test
    void whereTheApiServerRefusesForAMinuteStartsAndLinesAreFewAndOneStartIsPending() {
        isRefused = true;
        work.begin();

        scheduler.pass(MINUTE);

        assertThat(made).hasSizeLessThanOrEqualTo(6).noneMatch(fake -> fake.isRunning);
        assertThat(failures()).isEqualTo(1);
        assertThat(scheduler.pending()).isEqualTo(1);
    }

    @Test
    void itWorksAgainWithinOneBackoffAfterwards() {
        isRefused = true;
        work.begin();
        scheduler.pass(Duration.ofMinutes(10));
        isRefused = false;

        scheduler.pass(LONGEST);

        assertThat(made.getLast().isRunning).isTrue();
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void controllersThatCanNotEvenBeStoppedKeepNobodyFromStarting() {
        isRefused = true;
        isStuck = true;
        work.begin();
        scheduler.pass(MINUTE);
        isRefused = false;

        scheduler.pass(LONGEST);

        assertThat(made.getLast().isRunning).isTrue();
        assertThat(failures()).isEqualTo(2);
    }

    @Test
    void controllersThatWereGivenUpStopNobody() {
        isRefused = true;
        work.begin();
        isRefused = false;
        scheduler.pass(SHORTEST);
        Fake running = made.getLast();

        made.getFirst().stopped.accept(new IllegalStateException("late"));
        scheduler.pass(MINUTE);

        assertThat(running.isRunning).isTrue();
        assertThat(made).hasSize(2);
    }

    @Test
    void controllersThatStopByThemselvesAreStartedAnewOnce() {
        work.begin();

        made.getFirst().stopped.accept(new IllegalStateException("gone"));
        made.getFirst().stopped.accept(new IllegalStateException("gone"));
        scheduler.pass(SHORTEST);

        assertThat(made).hasSize(2);
        assertThat(made.getLast().isRunning).isTrue();
        assertThat(scheduler.pending()).isZero();
    }

    @Test
    void thoseThatRanForLongAreStartedAnewSoon() {
        isRefused = true;
        work.begin();
        scheduler.pass(Duration.ofMinutes(10));
        isRefused = false;
        scheduler.pass(LONGEST.multipliedBy(2));
        int before = made.size();

        made.getLast().stopped.accept(new IllegalStateException("gone"));
        scheduler.pass(SHORTEST);

        assertThat(made).hasSize(before + 1);
    }

    @Test
    void whoeverDoesNotLeadStartsNothing() {
        isRefused = true;
        work.begin();
        work.end();
        isRefused = false;

        scheduler.pass(Duration.ofMinutes(10));

        assertThat(made).hasSize(1);
        assertThat(scheduler.pending()).isZero();
        assertThat(work.leads()).isFalse();
    }

    @Test
    void looksAgainEveryMinuteAndAtTheStart() {
        work.begin();

        scheduler.pass(MINUTE.multipliedBy(3));

        assertThat(made.getFirst().looks).isEqualTo(4);
    }
}
