package dev.probebypass.operator;

import dev.probebypass.certificate.AuthorityRotation;
import dev.probebypass.certificate.OwnCertificate;
import dev.probebypass.telemetry.CertificateKind;
import dev.probebypass.telemetry.Telemetry;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.security.SecureRandom;
import java.time.Clock;

/** Keeps up what we have in the cluster, and this replica's certificate with it, until it is closed. */
public final class ClusterUpkeep implements AutoCloseable {

    private final Lookout lookout;
    private final Leadership leadership;
    private final LeaderWork work;

    private ClusterUpkeep(Lookout lookout, Leadership leadership, LeaderWork work) {
        this.lookout = lookout;
        this.leadership = leadership;
        this.work = work;
    }

    /**
     * Begins, and returns at once.
     *
     * @param client stays the caller's
     * @param certificate is told what it has to know
     */
    public static ClusterUpkeep start(
            KubernetesClient client, UpkeepSettings settings, OwnCertificate certificate, Telemetry telemetry) {
        Clock clock = Clock.systemUTC();
        InCluster cluster = new InCluster(client, settings);
        Complaints complaints = new Complaints(telemetry, "the upkeep of the certificates fails and is tried again");
        OrderCheck order = new OrderCheck(cluster::record, clock, complaints);
        AuthorityRotation rotation = new AuthorityRotation(settings.policy(), new SecureRandom());
        LeaderWork work = LeaderWork.of(
                client,
                () -> new WebhookReconciler(
                        settings, new Upkeep(cluster, rotation, clock, telemetry), order, complaints),
                complaints);
        telemetry.showCertificate(CertificateKind.CA, certificate::authorityEnd);
        telemetry.showCertificate(CertificateKind.LEAF, certificate::end);
        telemetry.showUpkeep(certificate::isBundleInSync, work::leads);
        telemetry.showOrder(() -> !work.leads() || order.isRight());
        Lookout lookout = Lookout.start(cluster, certificate, telemetry);
        return new ClusterUpkeep(
                lookout, Leadership.seek(cluster, work, new Complaints(telemetry, "the Lease can't be had")), work);
    }

    @Override
    public void close() {
        leadership.close();
        work.close();
        lookout.close();
    }
}
