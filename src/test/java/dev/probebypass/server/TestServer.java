package dev.probebypass.server;

import dev.probebypass.admission.Answer;
import dev.probebypass.admission.Reviewer;
import dev.probebypass.admission.Ticker;
import dev.probebypass.telemetry.Telemetry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javax.net.ssl.X509ExtendedTrustManager;

/** The webhook's server on loopback, with a reviewer of the test's own. */
final class TestServer implements AutoCloseable {

    /** Answers with what it was sent. */
    static final Reviewer ECHO = (body, length, _) ->
            new Answer(200, new String(body, 0, length, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));

    private static final ListenAddress LOOPBACK = new ListenAddress("127.0.0.1", 0);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Telemetry telemetry;
    private final WebhookServer server;

    private TestServer(ServerSettings settings, Reviewer reviewer) {
        this(settings, reviewer, Ticker.SYSTEM);
    }

    private TestServer(ServerSettings settings, Reviewer reviewer, Ticker ticker) {
        this.telemetry = Telemetry.forVersion("test");
        this.server = WebhookServer.start(settings, () -> TestCertificate.LOOPBACK, reviewer, telemetry, ticker);
    }

    static TestServer with(Reviewer reviewer) {
        return with(TestSettings.LIMITS, reviewer);
    }

    static TestServer with(RequestLimits limits, Reviewer reviewer) {
        return new TestServer(new ServerSettings(LOOPBACK, TestSettings.TLS_1_3, limits, Optional.empty()), reviewer);
    }

    static TestServer with(RequestLimits limits, Reviewer reviewer, Ticker ticker) {
        return new TestServer(
                new ServerSettings(LOOPBACK, TestSettings.TLS_1_3, limits, Optional.empty()), reviewer, ticker);
    }

    static TestServer accepting(List<String> protocols) {
        return new TestServer(new ServerSettings(LOOPBACK, protocols, TestSettings.LIMITS, Optional.empty()), ECHO);
    }

    static TestServer demanding(X509ExtendedTrustManager clients) {
        return new TestServer(
                new ServerSettings(LOOPBACK, TestSettings.TLS_1_3, TestSettings.LIMITS, Optional.of(clients)), ECHO);
    }

    static void eventually(BooleanSupplier holds) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it did not happen within " + PATIENCE);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    int port() {
        return server.port();
    }

    void startDraining() {
        server.startDraining();
    }

    /** A line of {@code /metrics}, such as {@code probe_bypass_bytes_in_flight 0.0}. */
    boolean shows(String metric) {
        return telemetry.scrape().lines().anyMatch(metric::equals);
    }

    boolean counted(String rejection, int times) {
        return shows("probe_bypass_rejected_requests_total{reason=\"%s\"} %d.0".formatted(rejection, times));
    }

    @Override
    public void close() {
        server.close();
        telemetry.close();
    }
}
