package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.admission.Deadline;
import dev.probebypass.admission.Ticker;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The API server says in {@code ?timeout=} how long it waits. */
class DeadlineTest {

    private final AtomicReference<Duration> left = new AtomicReference<>(Duration.ZERO);

    private TestServer server() {
        return server(Ticker.SYSTEM);
    }

    private TestServer server(Ticker clock) {
        return TestServer.with(
                TestSettings.LIMITS,
                (body, length, deadline) -> {
                    left.set(deadline.left());
                    return TestServer.ECHO.review(body, length, deadline);
                },
                clock);
    }

    @Test
    void isWhatTheApiServerSays() throws IOException {
        try (TestServer server = server();
                RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.post("{}").replace("/mutate", "/mutate?timeout=20s"))
                    .read();

            assertThat(left.get()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
            assertThat(server.shows("probe_bypass_deadline_exceeded_total 0.0")).isTrue();
        }
    }

    @Test
    void isThreeSecondsWhereItSaysNothing() throws IOException {
        try (TestServer server = server();
                RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.post("{}")).read();

            assertThat(left.get()).isBetween(Duration.ofMillis(1), Duration.ofSeconds(3));
        }
    }

    @Test
    void beginsWithTheRequestsFirstByte() throws IOException {
        SettableTicker clock = new SettableTicker();
        try (TestServer server = server(clock);
                RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.postHead("Content-Length: 2").replace("/mutate", "/mutate?timeout=400ms"));
            TestServer.eventually(() -> server.shows("probe_bypass_bytes_in_flight 2.0"));
            clock.advance(Duration.ofMillis(500));
            client.send("{}");

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(left.get()).isNegative();
            assertThat(server.shows("probe_bypass_deadline_exceeded_total 1.0")).isTrue();
        }
    }

    @Test
    void countsAnAnswerThatComesTooLate() throws IOException {
        SettableTicker clock = new SettableTicker();
        try (TestServer server = TestServer.with(
                        TestSettings.LIMITS,
                        (body, length, deadline) -> {
                            clock.advance(Duration.ofMillis(101));
                            return TestServer.ECHO.review(body, length, deadline);
                        },
                        clock);
                RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.post("{}").replace("/mutate", "/mutate?timeout=100ms"));

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(server.shows("probe_bypass_deadline_exceeded_total 1.0")).isTrue();
        }
    }

    @Test
    void leavesNoTimeOnceItHasPassed() {
        Deadline passed = Deadline.in(Duration.ofSeconds(-1), Ticker.SYSTEM);

        assertThat(passed.hasPassed()).isTrue();
        assertThat(passed.left()).isNegative();
    }
}
