package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Losses after which nobody serves, and what brings the servers back. */
@Order(14)
@ExtendWith(SharedCluster.class)
final class RecoveryClusterIT {

    /** Much longer than any test waits: whoever waits for it is seen. */
    private static final String LONG_OVERLAP = "certificates.own.caOverlapWait=3600s";

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Cluster cluster;

    RecoveryClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void theWebhookIsThere() {
        cluster.withTheWebhook();
    }

    @AfterEach
    void asItWas() {
        cluster.webhook().presentAgain();
    }

    @Test
    void aPodIsEvictedWhileThereIsNoWebhookConfigurationAndServesWhenThereIsOne() {
        String evicted = cluster.webhook().pods().getFirst().getMetadata().getName();
        cluster.webhook().configuration().delete();

        assertThat(cluster.client()
                        .pods()
                        .inNamespace(Webhook.NAMESPACE)
                        .withName(evicted)
                        .evict())
                .isTrue();
        Eventually.holds("the pod is to go", LIMIT, () -> !names().contains(evicted));
        cluster.webhook().awaitRollout();

        cluster.webhook().presentAgain();
    }

    @Test
    void allServersAreLostWithTheSecret() {
        cluster.webhook().present(LONG_OVERLAP);

        recovers("all servers and the Secret lost", () -> {
            cluster.client()
                    .secrets()
                    .inNamespace(Webhook.NAMESPACE)
                    .withName(cluster.webhook().fullName() + "-ca")
                    .delete();
            cluster.client()
                    .pods()
                    .inNamespace(Webhook.NAMESPACE)
                    .withLabel("app.kubernetes.io/name", Webhook.NAME)
                    .delete();
            cluster.webhook().awaitRollout();
            cluster.webhook().awaitAnswers();
        });
    }

    @Test
    void theNamespaceIsDeletedAndInstalledAgain() {
        cluster.webhook().loseTheNamespace();

        recovers(
                "installed again after its namespace was deleted",
                () -> cluster.webhook().present(LONG_OVERLAP));
    }

    private void recovers(String what, Runnable change) {
        try (TestNamespace namespace = cluster.strictNamespace()) {
            assertThat(Creations.during(change, namespace).of(what).missedAfterwards())
                    .isEmpty();
        }
    }

    private List<String> names() {
        return cluster.webhook().pods().stream()
                .map(Pod::getMetadata)
                .map(metadata -> metadata.getName())
                .toList();
    }
}
