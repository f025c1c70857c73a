package dev.probebypass.server;

import dev.probebypass.admission.Ticker;
import dev.probebypass.telemetry.Telemetry;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The plain port for the kubelet and Prometheus: {@code /healthz}, {@code /readyz} and {@code /metrics}. */
public final class ManagementServer implements AutoCloseable {

    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    /** The kubelet's three probes and a few who scrape: one who floods the port must not fill the heap with connections. */
    private static final int MAX_CONNECTIONS = 64;

    private final JettyServer jetty;

    private ManagementServer(JettyServer jetty) {
        this.jetty = jetty;
    }

    /**
     * Starts it.
     *
     * @throws CannotListenException when the address can't be had
     */
    public static ManagementServer start(
            ListenAddress address, RequestLimits limits, Readiness readiness, Telemetry telemetry) {
        JettyServer.Plan plan = new JettyServer.Plan(
                "management",
                address,
                "--management-port",
                limits.withConnections(MAX_CONNECTIONS),
                Optional.empty(),
                Ticker.SYSTEM);
        return new ManagementServer(
                JettyServer.start(plan, configuration -> routes(configuration, readiness, telemetry), telemetry));
    }

    /** The port it listens on. */
    public int port() {
        return jetty.port();
    }

    @Override
    public void close() {
        jetty.close();
    }

    private static void routes(JavalinConfig configuration, Readiness readiness, Telemetry telemetry) {
        configuration.routes.get("/healthz", context -> Reply.text(context, OK, "ok"));
        configuration.routes.get("/readyz", context -> showReadiness(context, readiness.unmet()));
        ReentrantLock scraping = new ReentrantLock(); // a scrape takes memory, and who floods it is to wait
        configuration.routes.get("/metrics", context -> showMetrics(context, scrape(telemetry, scraping)));
        configuration.routes.exception(
                HttpResponseException.class,
                (refusal, context) -> Reply.text(
                        context, refusal.getStatus(), "GET /healthz, /readyz and /metrics are answered here."));
    }

    private static String scrape(Telemetry telemetry, ReentrantLock scraping) {
        scraping.lock();
        try {
            return telemetry.scrape();
        } finally {
            scraping.unlock();
        }
    }

    private static void showReadiness(Context context, List<String> unmet) {
        if (unmet.isEmpty()) {
            Reply.text(context, OK, "ok");
        } else {
            Reply.text(context, UNAVAILABLE, String.join("\n", unmet));
        }
    }

    private static void showMetrics(Context context, String metrics) {
        Reply.write(context, OK, PROMETHEUS_TEXT, metrics.getBytes(StandardCharsets.UTF_8));
    }
}
