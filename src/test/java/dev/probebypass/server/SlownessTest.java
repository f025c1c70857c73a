package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request must be here one second after its first byte, and a byte every 200 ms does not help. */
class SlownessTest {

    private static final Duration BETWEEN_BYTES = Duration.ofMillis(200);
    private static final int BYTES_IN_TWICE_THE_LIMIT = 10;

    private final TestServer server = TestServer.with(TestServer.ONE_SECOND, TestServer.ECHO);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void closesAConnectionWhoseRequestHeadTrickles() throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            int sent = trickle(client, "POST /mutate HTTP/1.1\r\nHost: localhost\r\n");

            assertThat(sent).isBetween(2, BYTES_IN_TWICE_THE_LIMIT - 1);
            assertThat(server.counted("too_slow", 1)).isTrue();
        }
    }

    @Test
    void doesSoForTheSecondRequestOfAConnectionToo() throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.post("{}")).read();

            int sent = trickle(client, "POST /mutate HTTP/1.1\r\nHost: localhost\r\n");

            assertThat(sent).isBetween(2, BYTES_IN_TWICE_THE_LIMIT - 1);
        }
    }

    @Test
    void closesAConnectionThatStopsWithinARequestHead() throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            client.send("POST /mu");

            assertThat(client.isOpenAfter(Duration.ofSeconds(2))).isFalse();
        }
    }

    @Test
    void closesAConnectionWhoseNextRequestBeganWithTheOneBeforeAndStopped() throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.post("{}") + "POST /mu");

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(client.isOpenAfter(Duration.ofSeconds(3))).isFalse();
            assertThat(server.counted("too_slow", 1)).isTrue();
        }
    }

    @Test
    void closesAConnectionWhoseTlsRecordTrickles() throws IOException {
        HoldingSocket transport = new HoldingSocket(server.port());
        try (RawClient client = RawClient.over(transport)) {
            byte[] record = transport.hold(() -> client.send(RawClient.post("{}")));
            int sent = 0;
            do {
                transport.sendNow(record[sent++]);
            } while (sent < BYTES_IN_TWICE_THE_LIMIT && client.isOpenAfter(BETWEEN_BYTES));

            assertThat(sent).isBetween(2, BYTES_IN_TWICE_THE_LIMIT - 1);
        }
    }

    @Test
    void closesAConnectionWhoseHandshakeTrickles() throws IOException {
        try (RawClient client = RawClient.plain(server.port())) {
            int sent =
                    trickle(client, "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\u0000\u0000");

            assertThat(sent).isBetween(2, BYTES_IN_TWICE_THE_LIMIT - 1);
            assertThat(server.counted("too_slow", 1)).isTrue();
        }
    }

    @Test
    void closesAConnectionThatSaysNothingAtAll() throws IOException {
        try (RawClient client = RawClient.plain(server.port())) {
            assertThat(client.isOpenAfter(Duration.ofSeconds(2))).isFalse();
        }
    }

    @Test
    void answersABodyThatTricklesWith408AndCloses() throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.postHead("Content-Length: 1000"));
            long start = System.nanoTime();
            var response = CompletableFuture.supplyAsync(client::readUnchecked);
            int sent = 0;
            while (!response.isDone() && sent++ < BYTES_IN_TWICE_THE_LIMIT) {
                client.send(" ");
                settle(response);
            }

            assertThat(response.join().status()).isEqualTo(408);
            assertThat(response.join().headers()).containsEntry("connection", "close");
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(900), Duration.ofSeconds(5));
            assertThat(client.isOpenAfter(Duration.ofSeconds(5))).isFalse();
            assertThat(server.counted("too_slow", 1)).isTrue();
            TestServer.eventually(() -> server.shows("probe_bypass_bytes_in_flight 0.0"));
        }
    }

    @Test
    void countsABodysTimeFromTheFirstByteOfItsHead() throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            client.send("POST /mutate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n");
            assertThat(client.isOpenAfter(Duration.ofMillis(700))).isTrue();
            client.send("Content-Length: 1000\r\n\r\n");
            long start = System.nanoTime();

            assertThat(client.read().status()).isEqualTo(408);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(900));
        }
    }

    @Test
    void keepsAConnectionThatWaitsBetweenRequests() throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.post("[1]")).read();

            assertThat(client.isOpenAfter(Duration.ofMillis(2_500))).isTrue();
            assertThat(client.send(RawClient.post("[2]")).read().body()).isEqualTo("[2]");
        }
    }

    @Test
    void keepsAConnectionThatIsOpenedBeforeItIsNeeded() throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            assertThat(client.isOpenAfter(Duration.ofMillis(2_500))).isTrue();
            assertThat(client.send(RawClient.post("{}")).read().body()).isEqualTo("{}");
        }
    }

    @Test
    void aReviewMayTakeLongerThanItsRequest() throws IOException {
        var goOn = new CountDownLatch(1);
        try (TestServer slow = TestServer.with(TestServer.ONE_SECOND, (body, length, deadline) -> {
                    awaitForever(goOn);
                    return TestServer.ECHO.review(body, length, deadline);
                });
                RawClient client = RawClient.tls(slow.port())) {
            client.send(RawClient.post("{}"));

            assertThat(client.isOpenAfter(Duration.ofSeconds(2))).isTrue();
            goOn.countDown();
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    /** Sends a byte at a time until the server closes or the text ends; returns how many bytes it took. */
    private static int trickle(RawClient client, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int sent = 0; sent < BYTES_IN_TWICE_THE_LIMIT; sent++) {
            client.send(new byte[] {bytes[sent]});
            if (!client.isOpenAfter(BETWEEN_BYTES)) {
                return sent + 1;
            }
        }
        return BYTES_IN_TWICE_THE_LIMIT;
    }

    private static void settle(CompletableFuture<?> response) {
        response.copy()
                .completeOnTimeout(null, BETWEEN_BYTES.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }

    private static void awaitForever(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
