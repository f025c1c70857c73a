package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A namespace that wants none of it. */
@Order(6)
@ExtendWith(SharedCluster.class)
final class OptOutClusterIT {

    private final Cluster cluster;

    OptOutClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void everythingThereIsAsWithoutTheWebhook() {
        cluster.withTheWebhook();
        List<Row> rows = Row.of(Kind.READINESS, Handler.HTTP, Handler.TCP);
        try (TestNamespace namespace = cluster.strictNamespace(Map.of("probe-bypass.dev/enabled", "false"))) {
            Map<Row, Observation> observed = Watch.of(namespace, rows, UnaryOperator.identity());

            assertThat(Watch.wrong(observed))
                    .containsExactlyInAnyOrder(
                            new Row(Handler.HTTP, Kind.READINESS, Application.UP),
                            new Row(Handler.TCP, Kind.READINESS, Application.CLOSED));
            assertThat(namespace.look().pods())
                    .hasSameSizeAs(rows)
                    .allSatisfy(pod -> assertThat(pod.getMetadata().getAnnotations())
                            .doesNotContainKeys(Target.EXCLUDED, Target.RECORD));
        }
    }
}
