package dev.probebypass.operator;

import dev.probebypass.certificate.AuthorityRotation;
import dev.probebypass.certificate.ReplicaCertificate;
import dev.probebypass.telemetry.CertificateKind;
import dev.probebypass.telemetry.Telemetry;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;

/** Keeps up what we have in the cluster, and this replica's certificate with it, until it is closed. */
public final class OperatorRuntime implements AutoCloseable {

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final CertificateInputsWatch lookout;
    private final LeaderElection leadership;
    private final LeaderControllers work;
    private final DeploymentCheck deployment;

    private OperatorRuntime(
            CertificateInputsWatch lookout,
            LeaderElection leadership,
            LeaderControllers work,
            DeploymentCheck deployment) {
        this.lookout = lookout;
        this.leadership = leadership;
        this.work = work;
        this.deployment = deployment;
    }

    /**
     * Begins, and returns at once.
     *
     * @param view whose client stays the caller's
     * @param certificate is told what it has to know
     */
    public static OperatorRuntime start(
            ClusterView view, OperatorSettings settings, ReplicaCertificate certificate, Telemetry telemetry) {
        Clock clock = Clock.systemUTC();
        KubernetesClient client = view.client();
        SecureRandom random = new SecureRandom();
        OperatorClient cluster = new OperatorClient(client, settings);
        FailureLog complaints = new FailureLog(
                telemetry,
                "the upkeep of the certificates fails and is tried again",
                "the upkeep of the certificates works again");
        WebhookOrderReconciler order = new WebhookOrderReconciler(cluster::record, clock, complaints, view.injectors());
        AuthorityRotation rotation = new AuthorityRotation(settings.policy(), random);
        FormerLease former = new FormerLease(
                cluster,
                clock,
                new FailureLog(
                        telemetry,
                        "the Lease of an earlier version can't be deleted",
                        "the Lease of an earlier version is dealt with"));
        LeaderControllers work = LeaderControllers.of(
                new LeaderControllers.Parts(
                        thread(),
                        () -> new JosdkControllers(
                                client,
                                new WebhookReconciler(
                                        settings,
                                        new CaBundleReconciler(cluster, rotation, clock, telemetry),
                                        order,
                                        complaints),
                                former),
                        new Backoff(SHORTEST_WAIT, LONGEST_WAIT, random),
                        clock),
                complaints);
        CertificateInputsWatch lookout = CertificateInputsWatch.start(cluster, certificate, telemetry);
        telemetry.showCertificate(CertificateKind.CA, certificate::authorityEnd);
        telemetry.showCertificate(CertificateKind.LEAF, certificate::end);
        telemetry.showUpkeep(() -> !lookout.isRegistered() || certificate.isBundleInSync(), work::leads);
        telemetry.showRegistration(lookout::isRegistered);
        telemetry.showOrder(() -> !work.leads() || order.isRight());
        LeaderElection leadership = LeaderElection.seek(
                cluster, work, new FailureLog(telemetry, "the Lease can't be had", "the Lease can be had again"));
        return new OperatorRuntime(
                lookout, leadership, work, DeploymentCheck.start(cluster, work::leads, leadership, clock));
    }

    private static ScheduledThreadPoolExecutor thread() {
        return new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("operator").factory(), new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void close() {
        deployment.close();
        leadership.close();
        work.close();
        lookout.close();
    }
}
