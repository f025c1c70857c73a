package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.admission.Reviewer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Strangers hold all connections that there may be, and the API server is answered all the same. */
class ConnectionLimitTest {

    private static final int MOST = 10;
    private static final int STRANGERS = 5 * MOST;
    private static final Duration A_WHILE = Duration.ofMillis(200);

    private final CountDownLatch review = new CountDownLatch(1);
    private final CountDownLatch reviewing = new CountDownLatch(1);
    private final TestServer server = TestServer.with(TestSettings.LIMITS.withConnections(MOST), slow());
    private final List<RawClient> strangers = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        review.countDown();
        for (RawClient stranger : strangers) {
            stranger.close();
        }
        server.close();
    }

    /** A review of "slow" waits. */
    private Reviewer slow() {
        return (body, length, deadline) -> {
            if (new String(body, 0, length, StandardCharsets.UTF_8).equals("slow")) {
                reviewing.countDown();
                try {
                    review.await();
                } catch (InterruptedException stop) {
                    Thread.currentThread().interrupt();
                }
            }
            return TestServer.ECHO.review(body, length, deadline);
        };
    }

    private void strangersCome() throws IOException {
        for (int i = 0; i < STRANGERS; i++) {
            strangers.add(RawClient.plain(server.port()));
        }
        TestServer.eventually(() -> server.shows("probe_bypass_connections{port=\"webhook\"} %d.0".formatted(MOST)));
    }

    @Test
    void closesThoseThatNeverAskedTheOldestFirst() throws IOException {
        strangersCome();

        TestServer.eventually(() -> server.shows(
                "probe_bypass_closed_connections_total{port=\"webhook\"} %d.0".formatted(STRANGERS - MOST)));
        assertThat(strangers.getFirst().isOpenAfter(A_WHILE)).isFalse();
        assertThat(strangers.getLast().isOpenAfter(A_WHILE)).isTrue();
    }

    @Test
    void aConnectionThatHadAnAnswerOutlastsStrangers() throws IOException {
        try (RawClient apiServer = RawClient.tls(server.port())) {
            assertThat(apiServer.send(RawClient.post("{}")).read().status()).isEqualTo(200);

            strangersCome();

            assertThat(apiServer.send(RawClient.post("{}")).read().status()).isEqualTo(200);
        }
    }

    @Test
    void newConnectionsAreAnsweredWhileStrangersHoldAll() throws IOException {
        strangersCome();

        for (int i = 0; i < 3 * MOST; i++) {
            try (RawClient apiServer = RawClient.tls(server.port())) {
                assertThat(apiServer.send(RawClient.post("{}")).read().status()).isEqualTo(200);
            }
        }
    }

    @Test
    void ofThoseThatHadAnswersTheOneLongestOutOfUseIsClosed() throws IOException {
        for (int i = 0; i < MOST; i++) {
            strangers.add(RawClient.tls(server.port()));
            assertThat(strangers.getLast().send(RawClient.post("{}")).read().status())
                    .isEqualTo(200);
        }
        strangers.getFirst().send(RawClient.post("{}")).read();

        try (RawClient apiServer = RawClient.tls(server.port())) {
            assertThat(apiServer.send(RawClient.post("{}")).read().status()).isEqualTo(200);
        }

        assertThat(strangers.get(1).isOpenAfter(A_WHILE)).isFalse();
        assertThat(strangers.getFirst().isOpenAfter(A_WHILE)).isTrue();
    }

    private static final String GET = RawClient.head("GET / HTTP/1.1", "Host: localhost") + "\r\n";

    @Test
    void onlyAnAnsweredReviewProvesAConnection() throws IOException {
        for (int i = 0; i < MOST; i++) {
            strangers.add(RawClient.tls(server.port()));
            strangers.getLast().send(i == 0 ? RawClient.post("{}") : GET).read();
        }

        strangers.add(RawClient.tls(server.port()));

        assertThat(strangers.get(1).isOpenAfter(A_WHILE)).as("a 404").isFalse();
        assertThat(strangers.getFirst().isOpenAfter(A_WHILE)).as("a review").isTrue();
    }

    @Test
    void aBodyThatArrivesOutlastsThoseThatWait() throws IOException {
        try (RawClient apiServer = RawClient.tls(server.port()).send(RawClient.postHead("Content-Length: 2") + "{")) {
            TestServer.eventually(() -> !server.shows("probe_bypass_bytes_in_flight 0.0"));

            strangersCome();

            assertThat(apiServer.send("}").read().status()).isEqualTo(200);
        }
    }

    /** It opens one connection after the other, and each has its answer, of a review too: new ones of others come through. */
    @Test
    void anAddressThatHoldsMostMakesRoomForOthers() throws IOException {
        for (int i = 0; i < MOST; i++) {
            strangerIsAnswered();
        }
        try (RawClient handshaken = RawClient.tls(server.port());
                RawClient half = RawClient.tls(server.port()).send(RawClient.postHead("Content-Length: 2") + "{")) {
            for (int i = 0; i < STRANGERS; i++) {
                strangerIsAnswered();
            }

            assertThat(half.send("}").read().status()).isEqualTo(200);
            assertThat(handshaken.send(RawClient.post("{}")).read().status()).isEqualTo(200);
        }
    }

    private void strangerIsAnswered() throws IOException {
        strangers.add(RawClient.tlsFrom("127.0.0.2", server.port()));
        assertThat(strangers.getLast().send(RawClient.post("{}")).read().status())
                .isEqualTo(200);
    }

    @Test
    void bodiesThatTrickleMakeRoom() throws IOException {
        for (int i = 0; i < MOST; i++) {
            strangers.add(RawClient.tls(server.port()).send(RawClient.postHead("Content-Length: 9") + "{"));
        }
        TestServer.eventually(() -> server.shows("probe_bypass_bytes_in_flight %d.0".formatted(MOST * 9)));

        try (RawClient apiServer = RawClient.tls(server.port())) {
            assertThat(apiServer.send(RawClient.post("{}")).read().status()).isEqualTo(200);
        }

        assertThat(strangers.getFirst().isOpenAfter(A_WHILE)).isFalse();
    }

    @Test
    void aReviewIsNeverCutOff() throws Exception {
        try (RawClient apiServer = RawClient.tls(server.port()).send(RawClient.post("slow"))) {
            CompletableFuture<RawClient.Response> answer = CompletableFuture.supplyAsync(apiServer::readUnchecked);
            reviewing.await();

            strangersCome();
            review.countDown();

            assertThat(answer.join()).extracting(RawClient.Response::status).isEqualTo(200);
        }
    }
}
