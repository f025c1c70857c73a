package dev.probebypass.serving;

import dev.probebypass.admission.Admission;
import dev.probebypass.bypass.Planner;
import dev.probebypass.cluster.watch.UnusableClientConfigurationException;
import dev.probebypass.server.ManagementServer;
import dev.probebypass.server.Readiness;
import dev.probebypass.server.ServerSettings;
import dev.probebypass.server.WebhookServer;
import dev.probebypass.settings.ServeSettings;
import dev.probebypass.telemetry.Cause;
import dev.probebypass.telemetry.Telemetry;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rooms wired together: a cluster to know, a certificate to show, and the two servers. */
public final class RunningServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

    private final ServeSettings settings;
    private final String version;
    private final CertificateSource certificate;
    private final ServerSettings how;
    private final WebhookServer webhook;
    private final ManagementServer management;
    private final ServerPhase phase;
    private final Deque<Runnable> parts;

    private RunningServer(
            ServeSettings settings, CertificateSource certificate, Servers servers, Deque<Runnable> parts) {
        this.settings = settings;
        this.certificate = certificate;
        this.version = servers.version();
        this.how = servers.how();
        this.webhook = servers.webhook();
        this.management = servers.management();
        this.phase = servers.phase();
        this.parts = parts;
    }

    private record Servers(
            String version,
            ServerSettings how,
            WebhookServer webhook,
            ManagementServer management,
            ServerPhase phase) {}

    /** Starts all of it. The servers listen while the cluster is still being read. */
    public static RunningServer start(ServeSettings settings, ProgramContext program)
            throws UnusableClientConfigurationException {
        Deque<Runnable> parts = new ArrayDeque<>();
        try {
            Telemetry telemetry = Telemetry.forVersion(program.version());
            parts.push(telemetry::close);
            ClusterConnection cluster = ClusterConnection.of(settings, program, telemetry);
            parts.push(cluster.end());
            CertificateSource certificate = CertificateSource.of(settings, cluster, program, telemetry);
            parts.push(certificate.end());
            Admission admission = new Admission(new Planner(settings.options()), cluster.cluster(), telemetry);
            ServerPhase phase = new ServerPhase();
            ServerSettingsMapper mapper = new ServerSettingsMapper(settings, telemetry);
            ManagementServer management = ManagementServer.start(
                    mapper.management(),
                    Readiness.all(phase, cluster.readiness(), certificate.readiness()),
                    telemetry);
            parts.push(management::close);
            ServerSettings how = mapper.webhook();
            WebhookServer webhook = WebhookServer.start(how, certificate.supplier(), admission, telemetry);
            parts.push(webhook::close);
            return new RunningServer(settings, certificate, new Servers(program.version(), how, webhook, management, phase), parts);
        } catch (RuntimeException | UnusableClientConfigurationException failed) {
            parts.forEach(Runnable::run);
            throw failed;
        }
    }

    /** Says where it listens; without a cluster also how to call it. */
    public void announce(PrintStream out) {
        String host = settings.listen().host();
        out.print("probe-bypass %s answers on https://%s:%d/mutate; health and metrics on http://%s:%d\n"
                .formatted(version, host, webhook.port(), host, management.port()));
        if (settings.clusterMode() == ServeSettings.ClusterMode.LOCAL) {
            out.print("""
                    It has no cluster: it knows no Services and no Namespaces, and so it takes a pod for meshed
                    only by the pod's own labels, or with --mesh=istio.
                    """);
            if (settings.cluster().istio().isEmpty()) {
                out.print("""
                        It assumes that Istio does not rewrite probes and excludes no ports. Istio's own default is to
                        rewrite them: --istio-rewrite-probes=true shows that.
                        """);
            }
            certificate.file().ifPresent(file -> out.print("""
                    Certificate: %s
                    Send it an AdmissionReview:
                      curl --cacert %s -H 'Content-Type: application/json' \\
                        --data-binary @review.json https://%s:%d/mutate
                    """.formatted(file, file, host, webhook.port())));
        }
        out.flush();
    }

    /** Answers some reviews of its own, so that the first that comes need not wait for classes; until then it is not ready. */
    public void warmUp() {
        try {
            new FirstReviews(settings, how, certificate.supplier().get()).send();
        } catch (IOException | RuntimeException failed) { // whatever it was, real reviews may fare better
            LOG.warn("The warm-up failed, so the first reviews will take longer: {}", Cause.describe(failed));
        }
        phase.serve();
    }

    /**
     * Is not ready from now on, and goes on answering for a while: those who send requests here have to hear of it first,
     * and the API server has to leave the connections it keeps.
     */
    public void drain() {
        Duration delay = settings.limits().drainDelay();
        LOG.info("Stopping, and answering for another {} s", delay.toMillis() / 1000.0);
        phase.stop();
        webhook.sendElsewhere();
        try {
            Thread.sleep(delay);
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the servers first, so that what is being answered still has all it needs. */
    @Override
    public void close() {
        parts.forEach(Runnable::run);
    }
}
