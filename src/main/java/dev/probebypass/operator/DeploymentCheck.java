package dev.probebypass.operator;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A check, every few seconds while this replica leads, whether its Deployment now starts servers that keep up something else. */
final class DeploymentCheck implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeploymentCheck.class);
    private static final int EVERY_SECONDS = 5;

    private final ScheduledExecutorService thread;
    private final OwnDeployment deployment;
    private final Leader leader;
    private final InstantSource clock;
    private Handover handover = Handover.NONE;
    private boolean told;

    private DeploymentCheck(
            ScheduledExecutorService thread, OwnDeployment deployment, Leader leader, InstantSource clock) {
        this.thread = thread;
        this.deployment = deployment;
        this.leader = leader;
        this.clock = clock;
    }

    /** A replica that may lead. */
    interface Leader {

        boolean leads();

        void handOver();
    }

    /** Begins on a thread that is closed with it. */
    static DeploymentCheck start(
            ScheduledExecutorService thread, OwnDeployment deployment, Leader leader, InstantSource clock) {
        DeploymentCheck check = new DeploymentCheck(thread, deployment, leader, clock);
        var _ = thread.scheduleWithFixedDelay(check::look, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
        return check;
    }

    private void look() {
        if (!leader.leads()) {
            return;
        }
        try {
            look(deployment.arguments());
        } catch (KubernetesClientException unknown) { // whoever writes complains; nothing is known, and nothing changes
            return;
        }
    }

    private void look(ServerArguments deployed) {
        if (deployed instanceof ServerArguments.OwnCertificates(KeptNames names)
                && !names.equals(deployment.settings().names())) {
            observe(Handover.Observation.DIFFERENT).forEach(_ -> handOver(names));
        } else {
            observe(Handover.Observation.SAME);
            told = false;
        }
    }

    private List<Handover.Action> observe(Handover.Observation observation) {
        Step<Handover, Handover.Action> step = handover.next(observation, clock.instant());
        handover = step.state();
        return step.actions();
    }

    private void handOver(KeptNames deployed) {
        if (!told) {
            LOG.info(
                    "Our Deployment {} now starts servers with other arguments ({}): leaving the Lease to one of them",
                    deployment.settings().deployment(),
                    deployed);
            told = true;
        }
        leader.handOver();
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
