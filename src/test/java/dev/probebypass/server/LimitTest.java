package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.admission.Answer;
import dev.probebypass.admission.Reviewer;
import dev.probebypass.logging.LogFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LimitTest {

    private static final RequestLimits ONE_OF_EACH = new RequestLimits(
            1_000, 1_000, 1, 256, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(10));

    @Test
    void takesABodyOfExactlySevenMebibytes() throws IOException {
        Reviewer length = (_, size, _) -> new Answer(200, Integer.toString(size).getBytes(StandardCharsets.UTF_8));
        try (TestServer server = TestServer.with(length);
                RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.postHead("Content-Length: " + (7 << 20))).send(new byte[7 << 20]);

            assertThat(client.read().body()).isEqualTo(Integer.toString(7 << 20));
        }
    }

    @Test
    void refusesALargerOneBeforeItIsSentAndClosesTheConnection() throws IOException {
        try (TestServer server = TestServer.with(TestServer.ECHO);
                RawClient client = RawClient.tls(server.port())) {
            RawClient.Response response = client.send(RawClient.postHead("Content-Length: " + ((7 << 20) + 1)))
                    .read();

            assertThat(response.status()).isEqualTo(413);
            assertThat(response.headers()).containsEntry("connection", "close");
            assertThat(response.body()).isEqualTo("The body is larger than this webhook reads.\n");
            assertThat(client.isOpenAfter(Duration.ofSeconds(10))).isFalse();
            assertThat(server.counted("too_large", 1)).isTrue();
        }
    }

    @Test
    void refusesALengthNoIntCanHold() throws IOException {
        try (TestServer server = TestServer.with(TestServer.ECHO);
                RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.postHead("Content-Length: 9000000000"));

            assertThat(client.read().status()).isEqualTo(413);
        }
    }

    @Test
    void stopsReadingAnEndlessBodyAtTheLimit() throws IOException {
        try (TestServer server = TestServer.with(TestServer.ECHO);
                RawClient client = RawClient.tls(server.port())) {
            CompletableFuture<RawClient.Response> response = CompletableFuture.supplyAsync(client::readUnchecked);

            long sent = sendChunksUntil(response, client);

            assertThat(response.join().status()).isEqualTo(413);
            assertThat(sent).isBetween(7L << 20, 32L << 20);
            assertThat(server.counted("too_large", 1)).isTrue();
            TestServer.eventually(() -> server.shows("probe_bypass_bytes_in_flight 0.0"));
        }
    }

    @Test
    void refusesAReviewThatIsOneTooManyAndDoesNotAskToRetry() throws IOException {
        CountDownLatch inReview = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (TestServer server = TestServer.with(ONE_OF_EACH, waiting(inReview, goOn));
                RawClient first = RawClient.tls(server.port());
                RawClient second = RawClient.tls(server.port())) {
            first.send(RawClient.post("{}"));
            await(inReview);

            RawClient.Response refused = second.send(RawClient.post("{}")).read();
            goOn.countDown();

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.headers()).doesNotContainKey("retry-after");
            assertThat(refused.body()).isEqualTo("Too many reviews at once: this one is passed over.\n");
            assertThat(server.counted("overload", 1)).isTrue();
            assertThat(first.read().status()).isEqualTo(200);
            TestServer.eventually(() -> server.shows("probe_bypass_reviews_in_flight 0.0"));
            assertThat(second.send(RawClient.post("{}")).read().status()).isEqualTo(200);
        }
    }

    @Test
    void whoAnnouncesMuchAndSendsLittleHoldsLittle() throws IOException {
        try (TestServer server = TestServer.with(TestServer.ECHO);
                RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.postHead("Content-Length: " + (7 << 20)) + "{");
            TestServer.eventually(() -> server.shows("probe_bypass_bytes_in_flight 65536.0"));

            client.send(" ".repeat(100_000));

            TestServer.eventually(() -> server.shows("probe_bypass_bytes_in_flight 131072.0"));
        }
    }

    @Test
    void largeBodiesLeaveRoomForTheUsualOnes() throws IOException {
        try (TestServer server = TestServer.with(roomFor(24 << 20), TestServer.ECHO);
                RawClient first = RawClient.tls(server.port());
                RawClient second = RawClient.tls(server.port());
                RawClient third = RawClient.tls(server.port());
                RawClient usual = RawClient.tls(server.port())) {
            String sevenMebibytes = RawClient.postHead("Content-Length: " + (7 << 20));
            first.send(sevenMebibytes).send(new byte[6 << 20]);
            second.send(sevenMebibytes).send(new byte[6 << 20]);
            TestServer.eventually(() -> server.shows("probe_bypass_bytes_in_flight 1.4680064E7"));

            RawClient.Response refused =
                    third.send(sevenMebibytes).send(new byte[(4 << 20) + 1]).read();

            assertThat(refused.status()).isEqualTo(503);
            assertThat(usual.send(RawClient.post("{}")).read().status()).isEqualTo(200);
        }
    }

    @Test
    void theLeastRoomIsEnoughForOneBodyOfTheGreatestSize() throws IOException {
        Reviewer length = (_, size, _) -> new Answer(200, Integer.toString(size).getBytes(StandardCharsets.UTF_8));
        try (TestServer server = TestServer.with(roomFor(7 << 20), length);
                RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.postHead("Content-Length: " + (7 << 20))).send(new byte[7 << 20]);

            assertThat(client.read().body()).isEqualTo(Integer.toString(7 << 20));
        }
    }

    @Test
    void refusesABodyThatDoesNotFitBesideTheOthersUntilTheyAreGone() throws IOException {
        try (TestServer server = TestServer.with(ONE_OF_EACH, TestServer.ECHO);
                RawClient second = RawClient.tls(server.port())) {
            try (RawClient first = RawClient.tls(server.port())) {
                first.send(RawClient.postHead("Content-Length: 999") + "{");
                TestServer.eventually(() -> server.shows("probe_bypass_bytes_in_flight 999.0"));

                assertThat(second.send(RawClient.post("{}")).read().status()).isEqualTo(503);
            }
            TestServer.eventually(() -> server.shows("probe_bypass_bytes_in_flight 0.0"));

            assertThat(second.send(RawClient.post("{}")).read().status()).isEqualTo(200);
            assertThat(server.counted("overload", 1)).isTrue();
        }
    }

    @Test
    void aClientThatLeavesHoldsNothingAndLeavesNoLogLine() throws IOException {
        LogFile log = LogFile.fromHere();
        CountDownLatch inReview = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (TestServer server = TestServer.with(waiting(inReview, goOn))) {
            RawClient.tls(server.port())
                    .send(RawClient.postHead("Content-Length: 5000000") + "{")
                    .close();
            RawClient.tls(server.port())
                    .send(RawClient.postHead("Transfer-Encoding: chunked") + "5\r\n{")
                    .close();
            RawClient.tls(server.port()).send("POST /mut").close();
            RawClient.plain(server.port()).send("hello?").close();
            RawClient.tls(server.port()).send(RawClient.post("{}")).close();
            await(inReview);
            goOn.countDown();

            TestServer.eventually(() -> server.counted("malformed", 3));
            TestServer.eventually(() -> server.shows("probe_bypass_bytes_in_flight 0.0"));
            TestServer.eventually(() -> server.shows("probe_bypass_reviews_in_flight 0.0"));
        }
        assertThat(log.text()).isEmpty();
    }

    private static RequestLimits roomFor(int bytes) {
        return new RequestLimits(
                7 << 20, bytes, 64, 256, Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(10));
    }

    private static long sendChunksUntil(CompletableFuture<?> answered, RawClient client) throws IOException {
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        client.send(RawClient.postHead("Transfer-Encoding: chunked"));
        long sent = 0;
        try {
            while (!answered.isDone() && sent < 64 << 20) {
                client.send(chunk);
                sent += 0x10000;
            }
        } catch (IOException e) {
            return sent; // closed while sending, as it should be
        }
        return sent;
    }

    private static Reviewer waiting(CountDownLatch inReview, CountDownLatch goOn) {
        return (_, _, _) -> {
            inReview.countDown();
            await(goOn);
            return new Answer(200, "{}".getBytes(StandardCharsets.UTF_8));
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
