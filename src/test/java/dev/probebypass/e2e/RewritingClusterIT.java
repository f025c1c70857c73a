package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Istio as it comes, which makes the kubelet's calls itself. */
@Order(5)
@ExtendWith(SharedCluster.class)
final class RewritingClusterIT {

    private static final String HANDLED = "probe_bypass_ports_total{reason=\"HANDLED_BY_MESH\",verdict=\"fine\"}";
    private static final List<Row> ROWS = Row.of(Kind.READINESS, Handler.HTTP, Handler.TCP, Handler.GRPC);

    private final Cluster cluster;

    RewritingClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @Test
    void whereIstioRewritesProbesNothingIsChangedAndTheReasonIsCounted() {
        cluster.istio().interceptByInitContainer();
        cluster.webhook().present();
        cluster.istio().rewriteProbes();
        try (TestNamespace namespace = cluster.strictNamespace()) {
            double before = cluster.webhook().counted(HANDLED);

            Map<Row, Observation> observed = Watch.patiently(namespace, ROWS, UnaryOperator.identity());

            assertThat(Watch.wrong(observed)).isEmpty();
            assertThat(namespace.look().pods())
                    .hasSameSizeAs(ROWS)
                    .allSatisfy(pod -> assertThat(pod.getMetadata().getAnnotations())
                            .doesNotContainKeys(Target.EXCLUDED, Target.RECORD));
            assertThat(cluster.webhook().counted(HANDLED)).isGreaterThanOrEqualTo(before + ROWS.size());
        } finally {
            cluster.istio().rewriteNoProbes();
        }
    }
}
