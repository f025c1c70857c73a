package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.probebypass.admission.Answer;
import dev.probebypass.admission.Reviewer;
import dev.probebypass.logging.LogFile;
import dev.probebypass.telemetry.Outcome;
import dev.probebypass.telemetry.Telemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private static final ServerSettings SETTINGS = TestSettings.at(new ListenAddress("192.0.2.1", 10_250));
    private static final byte[] REVIEW = "{}".getBytes(StandardCharsets.UTF_8);

    private static void warmUp(Function<Telemetry, Reviewer> reviewer) throws IOException {
        WarmUp.run(SETTINGS, TestCertificate.LOOPBACK, reviewer, REVIEW);
    }

    @Test
    void hasTwentyReviewsAnsweredInTheProcessAndTwentyOverTls() throws IOException {
        AtomicInteger reviews = new AtomicInteger();
        AtomicInteger onRequestThreads = new AtomicInteger();

        warmUp(_ -> (body, length, deadline) -> {
            reviews.incrementAndGet();
            onRequestThreads.addAndGet(Thread.currentThread().isVirtual() ? 1 : 0);
            return TestServer.ECHO.review(body, length, deadline);
        });

        assertThat(reviews).hasValue(40);
        assertThat(onRequestThreads).hasValue(20);
    }

    @Test
    void needsNeitherTheAddressNorThePortOfTheRealServer() throws IOException {
        try (TestServer real = TestServer.with(TestServer.ECHO)) {
            ServerSettings taken = TestSettings.at(new ListenAddress("127.0.0.1", real.port()));

            WarmUp.run(taken, TestCertificate.LOOPBACK, _ -> TestServer.ECHO, REVIEW);

            assertThat(real.shows("probe_bypass_review_duration_seconds_count 0"))
                    .isTrue();
        }
    }

    @Test
    void isCountedAndLoggedByNobody() throws IOException {
        LogFile log = LogFile.fromHere();
        AtomicReference<String> metrics = new AtomicReference<>("");

        warmUp(telemetry -> (body, length, deadline) -> {
            telemetry.reviews().reviewed(Outcome.PATCHED, "");
            telemetry.logger(WarmUpTest.class).warn("look at this");
            telemetry.logger(WarmUpTest.class).info("a review");
            metrics.set(telemetry.scrape());
            return TestServer.ECHO.review(body, length, deadline);
        });

        assertThat(log.text()).isEmpty();
        assertThat(metrics.get()).contains("probe_bypass_reviews_total").doesNotContain("jvm_");
    }

    @Test
    void failsWhereAReviewIsNotAnsweredWith200() {
        assertThatIOException()
                .isThrownBy(() -> warmUp(_ -> (_, _, _) -> new Answer(400, REVIEW)))
                .withMessage("a review was answered with 400");
    }

    @Test
    void failsWhereAReviewFails() {
        LogFile log = LogFile.fromHere();

        assertThatIOException()
                .isThrownBy(() -> warmUp(_ -> (body, length, deadline) -> {
                    if (Thread.currentThread().isVirtual()) {
                        throw new IllegalStateException("boom");
                    }
                    return TestServer.ECHO.review(body, length, deadline);
                }))
                .withMessage("a review was answered with 500");
        assertThat(log.text()).isEmpty();
    }

    @Test
    void trustsNoServerButItsOwn() {
        try (TestServer other = TestServer.with(TestServer.ECHO)) {
            assertThatIOException()
                    .isThrownBy(() -> {
                        try (WarmUpClient client = WarmUpClient.connect(other.port(), TestCertificate.fresh())) {
                            client.send(REVIEW);
                        }
                    })
                    .withMessageContaining("this is not our own server");
        }
    }
}
