package dev.probebypass.server;

import dev.probebypass.admission.Reviewer;
import dev.probebypass.admission.Ticker;
import dev.probebypass.certificate.ServerCertificate;
import dev.probebypass.certificate.ServerTls;
import dev.probebypass.telemetry.Telemetry;
import io.javalin.config.JavalinConfig;
import io.javalin.http.MethodNotAllowedResponse;
import io.javalin.http.NotFoundResponse;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The HTTPS server that the API server calls: {@code POST /mutate}, and nothing else. */
public final class WebhookServer implements AutoCloseable {

    private final JettyServer jetty;

    private WebhookServer(JettyServer jetty) {
        this.jetty = jetty;
    }

    /**
     * Starts it.
     *
     * @param certificate asked for at every handshake
     * @throws CannotListenException when the address can't be had
     */
    public static WebhookServer start(
            ServerSettings settings, Supplier<ServerCertificate> certificate, Reviewer reviewer, Telemetry telemetry) {
        return start(settings, certificate, reviewer, telemetry, Ticker.SYSTEM);
    }

    /** Starts it with a clock of its own. */
    static WebhookServer start(
            ServerSettings settings,
            Supplier<ServerCertificate> certificate,
            Reviewer reviewer,
            Telemetry telemetry,
            Ticker ticker) {
        MutateHandler mutate = new MutateHandler(reviewer, settings.limits(), ticker, telemetry);
        JettyServer.Plan plan = new JettyServer.Plan(
                "webhook",
                settings.address(),
                "--port",
                settings.limits(),
                Optional.of(tls(settings, certificate)),
                ticker);
        return new WebhookServer(JettyServer.start(plan, configuration -> routes(configuration, mutate), telemetry));
    }

    /** The port it listens on. */
    public int port() {
        return jetty.port();
    }

    /** Goes on answering, also over new connections, but each answer sends its client elsewhere for the next. */
    public void startDraining() {
        jetty.startDraining();
    }

    /** Accepts no more, lets the requests that are here end, and stops. */
    @Override
    public void close() {
        jetty.close();
    }

    private static void routes(JavalinConfig configuration, MutateHandler mutate) {
        configuration.routes.post("/mutate", mutate);
        configuration.routes.exception(
                NotFoundResponse.class, (_, context) -> mutate.refuse(context, Refusal.NOT_FOUND));
        configuration.routes.exception(MethodNotAllowedResponse.class, (_, context) -> {
            context.header(HttpHeader.ALLOW.asString(), "POST");
            mutate.refuse(context, Refusal.METHOD);
        });
    }

    private static SslContextFactory.Server tls(ServerSettings settings, Supplier<ServerCertificate> certificate) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(settings.clients()
                .map(clients -> ServerTls.serving(certificate, clients))
                .orElseGet(() -> ServerTls.serving(certificate)));
        tls.setNeedClientAuth(settings.clients().isPresent());
        tls.setIncludeProtocols(settings.protocols().toArray(String[]::new));
        tls.setRenegotiationAllowed(false);
        return tls;
    }
}
