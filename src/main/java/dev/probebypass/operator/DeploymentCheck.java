package dev.probebypass.operator;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every few seconds, while this replica leads, whether its Deployment now starts servers that keep up something else. */
final class DeploymentCheck implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentCheck.class);
    private static final int EVERY_SECONDS = 5;

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("deployment-check").factory(), new ThreadPoolExecutor.DiscardPolicy());
    private final Handover handover = new Handover();
    private final OperatorClient cluster;
    private final BooleanSupplier leads;
    private final LeaderElection leadership;
    private final InstantSource clock;
    private boolean told;

    private DeploymentCheck(
            OperatorClient cluster, BooleanSupplier leads, LeaderElection leadership, InstantSource clock) {
        this.cluster = cluster;
        this.leads = leads;
        this.leadership = leadership;
        this.clock = clock;
    }

    static DeploymentCheck start(
            OperatorClient cluster, BooleanSupplier leads, LeaderElection leadership, InstantSource clock) {
        DeploymentCheck check = new DeploymentCheck(cluster, leads, leadership, clock);
        var _ = check.thread.scheduleWithFixedDelay(check::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        return check;
    }

    private void look() {
        if (!leads.getAsBoolean()) {
            return;
        }
        try {
            look(cluster.deployedArguments());
        } catch (KubernetesClientException unknown) { // whoever writes complains; nothing is known, and nothing changes
            return;
        }
    }

    private void look(ServerArguments deployed) {
        if (!(deployed instanceof ServerArguments.OwnCertificates(KeptNames names))
                || names.equals(cluster.settings().names())) {
            handover.agree();
            told = false;
        } else if (handover.differ(clock.instant())) {
            if (!told) {
                LOG.info(
                        "Our Deployment {} now starts servers with other arguments ({}): leaving the Lease to one of them",
                        cluster.settings().deployment(),
                        names);
                told = true;
            }
            leadership.handOver();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
