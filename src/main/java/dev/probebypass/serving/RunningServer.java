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
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rooms wired together: a cluster to know, a certificate to show, and the two servers. */
public final class RunningServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunningServer.class);

    private final ServeSettings settings;
    private final CertificateSource certificate;
    private final Servers servers;
    private final Resource resources;

    private RunningServer(ServeSettings settings, CertificateSource certificate, Servers servers, Resource resources) {
        this.settings = settings;
        this.certificate = certificate;
        this.servers = servers;
        this.resources = resources;
    }

    private record Servers(ServerSettings how, WebhookServer webhook, ManagementServer management, ServerPhase phase) {}

    /** Starts all of it. The servers listen while the cluster is still being read. */
    public static RunningServer start(ServeSettings settings, ProgramContext program)
            throws UnusableClientConfigurationException {
        try (ResourceStack opening = new ResourceStack()) {
            Telemetry telemetry = Telemetry.forVersion(program.version());
            opening.push(telemetry::close);
            ClusterConnection cluster = opening.push(ClusterConnection.of(settings, program, telemetry));
            CertificateSource certificate = opening.push(CertificateSource.of(settings, cluster, program, telemetry));
            Admission admission = new Admission(new Planner(settings.options()), cluster.cluster(), telemetry);
            ServerPhase phase = new ServerPhase();
            ServerSettingsMapper mapper = new ServerSettingsMapper(settings, telemetry);
            ManagementServer management = ManagementServer.start(
                    mapper.management(),
                    mapper.limits(),
                    Readiness.all(phase, cluster.readiness(), certificate.readiness()),
                    telemetry);
            opening.push(management::close);
            ServerSettings how = mapper.webhook();
            WebhookServer webhook = WebhookServer.start(how, certificate.supplier(), admission, telemetry);
            opening.push(webhook::close);
            Servers servers = new Servers(how, webhook, management, phase);
            return new RunningServer(settings, certificate, servers, opening.handOver());
        }
    }

    /** Where it listens; without a cluster also how to call it. */
    public Announcement announcement() {
        return new Announcement(
                settings, servers.webhook().port(), servers.management().port(), certificate.file());
    }

    /** Answers some reviews of its own, so that the first that comes need not wait for classes; until then it is not ready. */
    public void warmUp() {
        try {
            new FirstReviews(settings, servers.how(), certificate.supplier().get()).send();
        } catch (IOException | RuntimeException failed) { // whatever it was, real reviews may fare better
            LOG.warn("The warm-up failed, so the first reviews will take longer: {}", Cause.describe(failed));
        }
        servers.phase().serve();
    }

    /**
     * Is not ready from now on, and goes on answering for a while: those who send requests here have to hear of it first,
     * and the API server has to leave the connections it keeps.
     */
    public void drain() {
        Duration delay = settings.limits().drainDelay();
        LOG.info("Stopping, and answering for another {} s", delay.toMillis() / 1000.0);
        servers.phase().stop();
        servers.webhook().startDraining();
        try {
            Thread.sleep(delay);
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }

    /** Stops the servers first, so that what is being answered still has all it needs. */
    @Override
    public void close() {
        resources.close();
    }
}
