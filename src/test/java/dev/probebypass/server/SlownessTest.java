package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.admission.Reviewer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request must be here one second after its first byte, and a byte every 200 ms does not help. The clock is the test's. */
class SlownessTest {

    private static final RequestLimits ONE_SECOND = new RequestLimits(
            7 << 20, 24 << 20, 64, 256, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofSeconds(10));

    private static final Duration BETWEEN_BYTES = Duration.ofMillis(200);
    private static final int BYTES_IN_TWICE_THE_LIMIT = 10;

    /** The server looks for what is late ten times in the limit, by the machine's clock. */
    private static final Duration A_LOOK_OF_THE_SERVER = Duration.ofMillis(250);

    private final SettableTicker clock = new SettableTicker();
    private final TestServer server = TestServer.with(ONE_SECOND, TestServer.ECHO, clock);

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

            assertThat(isOpenAfter(Duration.ofMillis(900), client)).isTrue();
            assertThat(isOpenAfter(Duration.ofMillis(1_100), client)).isFalse();
        }
    }

    @Test
    void closesAConnectionWhoseNextRequestBeganWithTheOneBeforeAndStopped() throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.post("{}") + "POST /mu");

            assertThat(client.read().status()).isEqualTo(200);
            assertThat(isOpenAfter(Duration.ofMillis(900), client)).isTrue();
            assertThat(isOpenAfter(Duration.ofMillis(1_100), client)).isFalse();
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
            } while (sent < BYTES_IN_TWICE_THE_LIMIT && isOpenAfter(BETWEEN_BYTES, client));

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
            assertThat(isOpenAfter(Duration.ofMillis(900), client)).isTrue();
            assertThat(isOpenAfter(Duration.ofMillis(1_100), client)).isFalse();
        }
    }

    @Test
    void answersABodyThatTricklesWith408AndCloses() throws IOException {
        try (TestServer patient = TestServer.with(TestSettings.LIMITS, TestServer.ECHO, clock);
                RawClient client = RawClient.tls(patient.port())) {
            client.send(RawClient.postHead("Content-Length: 1000"));
            TestServer.eventually(() -> patient.shows("probe_bypass_bytes_in_flight 1000.0"));
            var response = CompletableFuture.supplyAsync(client::readUnchecked);
            int sent = 0;
            while (!response.isDone() && sent++ < BYTES_IN_TWICE_THE_LIMIT) {
                client.send(" ");
                clock.advance(Duration.ofSeconds(2));
                settle(response);
            }

            assertThat(sent).isBetween(2, BYTES_IN_TWICE_THE_LIMIT - 1);
            assertThat(response.join().status()).isEqualTo(408);
            assertThat(response.join().headers()).containsEntry("connection", "close");
            assertThat(client.isOpenAfter(Duration.ofSeconds(5))).isFalse();
            assertThat(patient.counted("too_slow", 1)).isTrue();
            TestServer.eventually(() -> patient.shows("probe_bypass_bytes_in_flight 0.0"));
        }
    }

    @Test
    void countsABodysTimeFromTheFirstByteOfItsHead() throws IOException {
        try (TestServer patient = TestServer.with(TestSettings.LIMITS, TestServer.ECHO, clock);
                RawClient client = RawClient.tls(patient.port())) {
            client.send("POST /mutate HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n");
            assertThat(client.isOpenAfter(A_LOOK_OF_THE_SERVER)).isTrue();
            clock.advance(Duration.ofSeconds(7));
            client.send("Content-Length: 1000\r\n\r\n");
            TestServer.eventually(() -> patient.shows("probe_bypass_bytes_in_flight 1000.0"));
            clock.advance(Duration.ofSeconds(4));
            client.send(" ");

            assertThat(client.read().status()).isEqualTo(408);
        }
    }

    @Test
    void keepsAConnectionThatWaitsBetweenRequests() throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.post("[1]")).read();

            assertThat(isOpenAfter(Duration.ofMillis(2_500), client)).isTrue();
            assertThat(client.send(RawClient.post("[2]")).read().body()).isEqualTo("[2]");
        }
    }

    @Test
    void keepsAConnectionThatIsOpenedBeforeItIsNeeded() throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            assertThat(isOpenAfter(Duration.ofMillis(2_500), client)).isTrue();
            assertThat(client.send(RawClient.post("{}")).read().body()).isEqualTo("{}");
        }
    }

    @Test
    void aReviewMayTakeLongerThanItsRequest() throws IOException {
        var inReview = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        Reviewer waiting = (body, length, deadline) -> {
            inReview.countDown();
            awaitForever(goOn);
            return TestServer.ECHO.review(body, length, deadline);
        };
        try (TestServer slow = TestServer.with(ONE_SECOND, waiting, clock);
                RawClient client = RawClient.tls(slow.port())) {
            client.send(RawClient.post("{}"));
            awaitForever(inReview);

            assertThat(isOpenAfter(Duration.ofSeconds(2), client)).isTrue();
            goOn.countDown();
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    /** Sends a byte at a time until the server closes or the text ends; returns how many bytes it took. */
    private int trickle(RawClient client, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        for (int sent = 0; sent < BYTES_IN_TWICE_THE_LIMIT; sent++) {
            client.send(new byte[] {bytes[sent]});
            if (!isOpenAfter(BETWEEN_BYTES, client)) {
                return sent + 1;
            }
        }
        return BYTES_IN_TWICE_THE_LIMIT;
    }

    /** Whether the server, having seen what was sent, leaves a connection open when so much time has passed. */
    private boolean isOpenAfter(Duration time, RawClient client) throws IOException {
        if (!client.isOpenAfter(A_LOOK_OF_THE_SERVER)) {
            return false;
        }
        clock.advance(time);
        return client.isOpenAfter(A_LOOK_OF_THE_SERVER);
    }

    private static void settle(CompletableFuture<?> response) {
        response.copy().completeOnTimeout(null, 100, TimeUnit.MILLISECONDS).join();
    }

    private static void awaitForever(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
