package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
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
        cluster.withTheWebhook();
    }

    @Test
    void aPodIsEvictedWhileThereIsNoWebhookConfigurationAndServesWhenThereIsOne() {
        List<String> before = names();
        cluster.webhook().configuration().delete();

        assertThat(cluster.webhook().pods())
                .allSatisfy(pod -> assertThat(cluster.client()
                                .pods()
                                .inNamespace(Webhook.NAMESPACE)
                                .withName(pod.getMetadata().getName())
                                .evict())
                        .isTrue());
        cluster.webhook().awaitRollout();

        assertThat(names()).doesNotContainAnyElementsOf(before);
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
