package dev.probebypass.operator;

import dev.probebypass.certificate.AuthorityRotation;
import dev.probebypass.certificate.ReplicaCertificate;
import dev.probebypass.telemetry.CertificateKind;
import dev.probebypass.telemetry.Telemetry;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;

/**
 * The runtime of the operator in one replica: the watch that keeps its certificate accepted, and, while it holds the Lease, the
 * tasks of the leader.
 */
public final class OperatorRuntime implements AutoCloseable {

    private static final Duration SHORTEST_WAIT = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final CertificateInputsWatch inputs;
    private final LeaderElection election;
    private final LeaseElector elector;
    private final LeaderControllers controllers;
    private final DeploymentCheck deployment;

    private OperatorRuntime(ClusterView view, OperatorContext context, ReplicaCertificate certificate) {
        Telemetry telemetry = context.telemetry();
        OwnDeployment own = new OwnDeployment(context.client(), context.settings());
        OngoingFailure failures = new OngoingFailure(
                telemetry,
                "the upkeep of the certificates fails and is tried again",
                "the upkeep of the certificates works again");
        WebhookOrderReconciler order = new WebhookOrderReconciler(
                context.client(),
                context.settings().webhookConfiguration(),
                view.injectors(),
                context.clock(),
                failures);
        FormerLeaseCleanup cleanup = new FormerLeaseCleanup(context);
        controllers = LeaderControllers.of(
                new LeaderControllers.Parts(
                        thread("operator"),
                        () -> new JosdkControllers(view.client(), tasks(context, failures, List.of(order, cleanup))),
                        new Backoff(SHORTEST_WAIT, LONGEST_WAIT, new SecureRandom()),
                        MonotonicClock.SYSTEM),
                failures);
        inputs = CertificateInputsWatch.start(thread("certificate-watch"), context, certificate);
        show(telemetry, certificate, order);
        OngoingFailure lease = new OngoingFailure(telemetry, "the Lease can't be had", "the Lease can be had again");
        elector = new LeaseElector(view.client(), OwnedLeaseLock.of(own, lease), controllers);
        election = LeaderElection.start(elector, thread("leader-election"), MonotonicClock.SYSTEM);
        deployment = DeploymentCheck.start(thread("deployment-check"), own, leader(), MonotonicClock.SYSTEM);
    }

    /**
     * Begins, and returns at once.
     *
     * @param view whose client stays the caller's
     * @param certificate is told what it has to know
     */
    public static OperatorRuntime start(
            ClusterView view, OperatorSettings settings, ReplicaCertificate certificate, Telemetry telemetry) {
        OperatorClient client = new KubernetesOperatorClient(view.client());
        return new OperatorRuntime(
                view, new OperatorContext(client, settings, Clock.systemUTC(), telemetry), certificate);
    }

    /**
     * The tasks of the leader, for one start of its controllers.
     *
     * @param lasting those that remember something from one start to the next; the others are made here
     */
    private static List<LeaderTask> tasks(OperatorContext context, OngoingFailure failures, List<LeaderTask> lasting) {
        AuthorityRotation rotation = new AuthorityRotation(context.settings().policy(), new SecureRandom());
        Stream<LeaderTask> made =
                Stream.of(new CaBundleReconciler(context.settings(), new CaRotationStep(context, rotation), failures));
        return Stream.concat(made, lasting.stream()).toList();
    }

    private void show(Telemetry telemetry, ReplicaCertificate certificate, WebhookOrderReconciler order) {
        telemetry.certificates().show(CertificateKind.CA, certificate::authorityEnd);
        telemetry.certificates().show(CertificateKind.LEAF, certificate::end);
        telemetry
                .operator()
                .showUpkeep(() -> !inputs.isRegistered() || certificate.isBundleInSync(), controllers::leads);
        telemetry.operator().showRegistration(inputs::isRegistered);
        telemetry.operator().showOrder(() -> !controllers.leads() || order.isRight());
    }

    private DeploymentCheck.Leader leader() {
        return new DeploymentCheck.Leader() {
            @Override
            public boolean leads() {
                return controllers.leads();
            }

            @Override
            public void handOver() {
                election.handOver();
            }
        };
    }

    private static ScheduledExecutorService thread(String name) {
        return new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name(name).factory(), new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public void close() {
        deployment.close();
        election.close();
        elector.close();
        controllers.close();
        inputs.close();
    }
}
