package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The chart's life in a cluster that has a kubelet and a garbage collector. */
@Order(8)
@ExtendWith(SharedCluster.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class LifeClusterIT {

    /** The garbage collector comes after those who delete. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final Set<String> THE_NAMESPACE = Set.of("Namespace " + Webhook.NAMESPACE);

    private final Cluster cluster;

    LifeClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void theWebhookIsThere() {
        cluster.withTheWebhook();
    }

    @Test
    @Order(1)
    void helmsTestPasses() {
        assertThat(cluster.webhook().helm("test", Webhook.NAME)).contains("Succeeded");
    }

    @Test
    @Order(2)
    void noPodIsMissedInAnUpgrade() {
        nobodyIsMissed(
                "`helm upgrade` to three replicas",
                () -> cluster.webhook().present("drain.timeoutSeconds=9", "replicas=3"));
    }

    @Test
    @Order(3)
    void noPodIsMissedWhenServersGo() {
        cluster.webhook().present("replicas=3");

        nobodyIsMissed("scale down from three to one", () -> cluster.webhook().present("replicas=1"));
    }

    @Test
    @Order(4)
    void noPodIsMissedInARollingRestart() {
        nobodyIsMissed("rolling restart", cluster.webhook()::restart);
    }

    @Test
    @Order(5)
    void helmUninstallLeavesNothingButTheNamespace() {
        assertThat(cluster.webhook().objects()).contains("Deployment probe-bypass", "Lease probe-bypass");

        cluster.webhook().absent();

        assertThat(leftWhenTheCollectorIsDone()).isEqualTo(THE_NAMESPACE);
    }

    private Set<String> leftWhenTheCollectorIsDone() {
        long began = System.nanoTime();
        Set<String> left = cluster.webhook().objects();
        while (!left.equals(THE_NAMESPACE) && System.nanoTime() - began < LIMIT.toNanos()) {
            left = cluster.webhook().objects();
        }
        return left;
    }

    private void nobodyIsMissed(String what, Runnable change) {
        try (TestNamespace namespace = cluster.strictNamespace()) {
            Creations creations = Creations.during(change, namespace).of(what);

            assertThat(creations.missed()).isEmpty();
        }
    }
}
