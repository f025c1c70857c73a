package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A container that another webhook adds before Istio comes. */
@Order(7)
@ExtendWith(SharedCluster.class)
final class InjectedContainerClusterIT {

    private static final String ADDED = "added";
    private static final int PORT = 9100;

    /** The API server hears of a new webhook by a watch. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Cluster cluster;

    InjectedContainerClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void isProbedLikeOneThatWasThereFromTheStart() {
        cluster.withTheWebhook();
        Container container = Target.called(ADDED)
                .serving(Handler.HTTP, PORT)
                .probed(Kind.READINESS, Handler.HTTP, PORT)
                .container(ADDED);
        try (TestNamespace namespace = cluster.strictNamespace();
                OtherWebhook _ = OtherWebhook.adding(container, namespace, cluster)) {
            Eventually.holds(
                    "another webhook is to be called", LIMIT, () -> isAdded(namespace.dryRun(plain("dry-run"))));
            namespace.create(plain("covered"));
            namespace.create(plain("opted-out").optedOut());
            namespace.awaitReady("covered");
            namespace.awaitStarted(List.of("opted-out"));
            Wait.of(Watch.WINDOW);

            PodObservation sight = namespace.look();
            assertThat(namespace.annotationsOf("covered")).containsEntry(Target.RECORD, String.valueOf(PORT));
            assertThat(ready(sight.pod("covered"))).isTrue();
            assertThat(ready(sight.pod("opted-out"))).isFalse();
        }
    }

    private static Target plain(String name) {
        return Target.called(name).serving(Handler.HTTP, 8080);
    }

    private static boolean isAdded(Pod pod) {
        return pod.getSpec().getContainers().stream()
                .anyMatch(container -> container.getName().equals(ADDED));
    }

    private static boolean ready(Pod pod) {
        return pod.getStatus().getContainerStatuses().stream()
                .filter(status -> status.getName().equals(ADDED))
                .map(ContainerStatus::getReady)
                .findFirst()
                .orElseThrow();
    }
}
