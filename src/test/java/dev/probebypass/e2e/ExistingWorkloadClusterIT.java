package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.client.dsl.RollableScalableResource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A Deployment that is older than the webhook. */
@Order(9)
@ExtendWith(SharedCluster.class)
final class ExistingWorkloadClusterIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String NAME = "old";

    private final Cluster cluster;

    ExistingWorkloadClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void staysWrongUntilItIsRestarted() {
        cluster.withoutTheWebhook();
        try (TestNamespace namespace = cluster.strictNamespace()) {
            namespace.create(deployment());
            Pod old = Eventually.get(
                    "the Deployment is to have a pod",
                    LIMIT,
                    () -> namespace.look().pods().stream().findFirst());
            namespace.awaitStarted(List.of(old.getMetadata().getName()));

            cluster.webhook().present();
            Wait.of(Watch.WINDOW);
            Pod later = namespace.look().pod(old.getMetadata().getName());
            assertThat(later.getMetadata().getUid()).isEqualTo(old.getMetadata().getUid());
            assertThat(PodObservation.isReady(later)).isFalse();

            resource(namespace).rolling().restart();
            Eventually.holds("the restarted Deployment is to be available", LIMIT, () -> isAvailable(namespace));
            assertThat(namespace.patched())
                    .isNotEmpty()
                    .doesNotContain(old.getMetadata().getName());
        }
    }

    private static Deployment deployment() {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(NAME)
                .endMetadata()
                .withNewSpec()
                .withNewSelector()
                .addToMatchLabels("app", NAME)
                .endSelector()
                .withTemplate(Target.called(NAME)
                        .serving(Handler.HTTP, 9001)
                        .probed(Kind.READINESS, Handler.HTTP, 9001)
                        .template())
                .endSpec()
                .build();
    }

    private RollableScalableResource<Deployment> resource(TestNamespace namespace) {
        return cluster.client()
                .apps()
                .deployments()
                .inNamespace(namespace.name())
                .withName(NAME);
    }

    private boolean isAvailable(TestNamespace namespace) {
        return Optional.ofNullable(resource(namespace).require().getStatus().getAvailableReplicas())
                .filter(available -> available > 0)
                .isPresent();
    }
}
