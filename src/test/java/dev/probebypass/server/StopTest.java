package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.probebypass.telemetry.Telemetry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StopTest {

    private static final RequestLimits DRAINING_FOR_AN_HOUR = new RequestLimits(
            7 << 20, 16 << 20, 64, 256, Duration.ofSeconds(10), Duration.ofSeconds(120), Duration.ofHours(1));

    @Test
    void finishesTheReviewsThatAreInFlight() throws Exception {
        CountDownLatch inReview = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        TestServer server = TestServer.with((body, length, deadline) -> {
            inReview.countDown();
            awaitUnchecked(goOn);
            return TestServer.ECHO.review(body, length, deadline);
        });
        int port = server.port();
        try (RawClient client = RawClient.tls(port)) {
            client.send(RawClient.post("{}"));
            inReview.await();

            CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
            TestServer.eventually(() -> !accepts(port));
            assertThat(client.isOpenAfter(Duration.ofMillis(1_500))).isTrue(); // Jetty alone would close it after 1 s
            goOn.countDown();

            RawClient.Response response = client.read();
            assertThat(response.status()).isEqualTo(200);
            assertThat(response.headers()).containsEntry("connection", "close");
            stopped.get();
        }
    }

    @Test
    void beforeItStopsItAnswersAndSendsItsClientsElsewhere() throws Exception {
        CountDownLatch inReview = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        try (TestServer server = TestServer.with((body, length, deadline) -> {
                    if (length > 2) {
                        inReview.countDown();
                        awaitUnchecked(goOn);
                    }
                    return TestServer.ECHO.review(body, length, deadline);
                });
                RawClient inFlight = RawClient.tls(server.port());
                RawClient idle = RawClient.tls(server.port())) {
            assertThat(idle.send(RawClient.post("{}")).read().headers()).doesNotContainKey("connection");
            inFlight.send(RawClient.post("{\"a\":1}"));
            inReview.await();

            server.startDraining();
            goOn.countDown();

            assertThat(inFlight.read().headers()).containsEntry("connection", "close");
            assertThat(idle.isOpenAfter(Duration.ofMillis(300))).isTrue();
            assertThat(idle.send(RawClient.post("{}")).read().headers()).containsEntry("connection", "close");
            assertThat(idle.isOpenAfter(Duration.ofSeconds(5))).isFalse();
            try (RawClient late = RawClient.tls(server.port())) {
                RawClient.Response answer = late.send(RawClient.post("{}")).read();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.headers()).containsEntry("connection", "close");
            }
        }
    }

    @Test
    void withItsLastAnswersARefusalEndsItsConnectionToo() throws IOException {
        try (TestServer server = TestServer.with(TestServer.ECHO);
                RawClient client = RawClient.tls(server.port())) {
            server.startDraining();

            RawClient.Response refusal = client.send(RawClient.post("{}").replace("/mutate", "/other"))
                    .read();

            assertThat(refusal.status()).isEqualTo(404);
            assertThat(refusal.headers()).containsEntry("connection", "close");
        }
    }

    @Test
    void doesNotWaitForIdleConnections() throws IOException {
        TestServer server = TestServer.with(DRAINING_FOR_AN_HOUR, TestServer.ECHO);
        try (RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.post("{}")).read();

            assertThat(CompletableFuture.runAsync(server::close)).succeedsWithin(Duration.ofMinutes(1));

            assertThat(client.isOpenAfter(Duration.ofSeconds(3))).isFalse();
        }
    }

    @Test
    void saysThatAPortIsTakenAndByWhichFlagToChooseAnother() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Telemetry telemetry = Telemetry.forVersion("test")) {
            ListenAddress address = new ListenAddress("127.0.0.1", taken.getLocalPort());

            assertThatExceptionOfType(CannotListenException.class)
                    .isThrownBy(() -> WebhookServer.start(
                            TestSettings.at(address), () -> TestCertificate.LOOPBACK, TestServer.ECHO, telemetry))
                    .withMessage("port %d on 127.0.0.1 is in use: choose another with --port", address.port());
            assertThatExceptionOfType(CannotListenException.class)
                    .isThrownBy(() -> ManagementServer.start(address, TestSettings.LIMITS, Readiness.ALWAYS, telemetry))
                    .withMessage(
                            "port %d on 127.0.0.1 is in use: choose another with --management-port", address.port());
        }
    }

    @Test
    void saysThatAnAddressIsNotOfThisMachine() {
        try (Telemetry telemetry = Telemetry.forVersion("test")) {
            ListenAddress elsewhere = new ListenAddress("192.0.2.1", 0);

            assertThatExceptionOfType(CannotListenException.class)
                    .isThrownBy(
                            () -> ManagementServer.start(elsewhere, TestSettings.LIMITS, Readiness.ALWAYS, telemetry))
                    .withMessageStartingWith("can't listen on port 0 of 192.0.2.1 (java.net.BindException: ");
        }
    }

    private static boolean accepts(int port) {
        try (RawClient _ = RawClient.plain(port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void awaitUnchecked(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
