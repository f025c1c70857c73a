package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentCheckTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final FakeCluster cluster = new FakeCluster();
    private final ManualScheduler scheduler = new ManualScheduler();
    private final FakeLeader leader = new FakeLeader();

    private static final class FakeLeader implements DeploymentCheck.Leader {

        private boolean isLeading = true;
        private int handovers;

        @Override
        public boolean leads() {
            return isLeading;
        }

        @Override
        public void handOver() {
            handovers++;
        }
    }

    @BeforeEach
    void start() {
        DeploymentCheck.start(scheduler, new OwnDeployment(cluster, Samples.settings()), leader, scheduler);
    }

    @Test
    void aDeploymentOfServersThatKeepUpTheSameIsNoReason() {
        cluster.put(Samples.deployment("own"));

        scheduler.pass(MINUTE);

        assertThat(leader.handovers).isZero();
    }

    @Test
    void aLeaderHandsOverToServersOfAnotherSecretAfterTheGrace() {
        cluster.put(Samples.deployment("another-secret"));

        scheduler.pass(LOOK.plus(Handover.GRACE).minusMillis(1));
        assertThat(leader.handovers).isZero();

        scheduler.pass(Duration.ofMillis(1));
        assertThat(leader.handovers).isEqualTo(1);
    }

    @Test
    void whereNobodyTookTheLeaseItTriesOnceAMinute() {
        cluster.put(Samples.deployment("another-secret"));

        scheduler.pass(LOOK.plus(Handover.GRACE).plus(MINUTE.multipliedBy(3)));

        assertThat(leader.handovers).isEqualTo(4);
    }

    @Test
    void anUpgradeThatIsTakenBackInTimeChangesNothing() {
        cluster.put(Samples.deployment("another-secret"));
        scheduler.pass(LOOK);
        cluster.put(Samples.deployment("own"));
        scheduler.pass(LOOK);
        cluster.put(Samples.deployment("another-secret"));

        scheduler.pass(Handover.GRACE);

        assertThat(leader.handovers).isZero();
    }

    @Test
    void whoeverDoesNotLeadDoesNotLook() {
        leader.isLeading = false;
        cluster.put(Samples.deployment("another-secret"));

        scheduler.pass(MINUTE);

        assertThat(leader.handovers).isZero();
    }

    @Test
    void aRefusalChangesNothing() {
        cluster.put(Samples.deployment("another-secret"));
        scheduler.pass(LOOK);
        cluster.refuse("get Deployment", 403);
        scheduler.pass(Handover.GRACE);
        assertThat(leader.handovers).isZero();
        cluster.allow("get Deployment");

        scheduler.pass(LOOK);

        assertThat(leader.handovers).isEqualTo(1);
    }

    @Test
    void serversWithCertificatesFromFilesNeedNoLease() {
        cluster.put(Samples.deployment("files"));

        scheduler.pass(MINUTE);

        assertThat(leader.handovers).isZero();
    }
}
