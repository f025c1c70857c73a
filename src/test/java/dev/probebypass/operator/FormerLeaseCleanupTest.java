package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.telemetry.Telemetry;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FormerLeaseCleanupTest {

    private static final String NAME = "probe-bypass";
    private static final Duration LONG_AGO = Duration.ofMinutes(2);

    private final FakeCluster cluster = new FakeCluster();
    private final ManualScheduler clock = new ManualScheduler();
    private final Telemetry telemetry = Telemetry.forVersion("test");

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void oneThatOurDeploymentOwnsAndNobodyRenewsGoes() {
        cluster.put(lease(deployment(Samples.DEPLOYMENT), LONG_AGO));

        clean(Samples.DEPLOYMENT);

        assertThat(isThere()).isFalse();
    }

    @Test
    void oneThatSomebodyRenewsStays() {
        cluster.put(lease(deployment(Samples.DEPLOYMENT), Duration.ofSeconds(59)));

        clean(Samples.DEPLOYMENT);

        assertThat(isThere()).isTrue();
    }

    @Test
    void oneOfAnotherDeploymentStays() {
        deployment(Samples.DEPLOYMENT);
        cluster.put(lease("another", LONG_AGO));

        clean(Samples.DEPLOYMENT);

        assertThat(isThere()).isTrue();
    }

    @Test
    void oneThatIsInUseUnderThatNameStays() {
        cluster.put(lease(deployment(NAME), LONG_AGO));

        clean(NAME);

        assertThat(isThere()).isTrue();
    }

    @Test
    void oneThatSomebodyRenewsAtTheSameMomentStays() {
        String uid = deployment(Samples.DEPLOYMENT);
        cluster.put(lease(uid, LONG_AGO));
        cluster.before("delete Lease", () -> cluster.put(lease(uid, Duration.ZERO)));

        clean(Samples.DEPLOYMENT);

        assertThat(isThere()).isTrue();
        assertThat(Samples.failures(telemetry)).isEqualTo(1);
    }

    @Test
    void aRefusalIsTold() {
        cluster.refuse("get Lease", 403);

        clean(Samples.DEPLOYMENT);

        assertThat(Samples.failures(telemetry)).isEqualTo(1);
    }

    private void clean(String deployment) {
        new FormerLeaseCleanup(new OperatorContext(cluster, Samples.settings(deployment), clock, telemetry)).resync();
    }

    private String deployment(String name) {
        cluster.put(Samples.deploymentNamed(name));
        return cluster.deployment(Samples.NAMESPACE, name)
                .orElseThrow()
                .getMetadata()
                .getUid();
    }

    private Lease lease(String owner, Duration renewed) {
        return new LeaseBuilder()
                .withNewMetadata()
                .withNamespace(Samples.NAMESPACE)
                .withName(NAME)
                .addNewOwnerReference()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName("whoever")
                .withUid(owner)
                .endOwnerReference()
                .endMetadata()
                .withNewSpec()
                .withRenewTime(clock.instant().minus(renewed).atZone(ZoneOffset.UTC))
                .endSpec()
                .build();
    }

    private boolean isThere() {
        return cluster.lease(Samples.NAMESPACE, NAME).isPresent();
    }
}
