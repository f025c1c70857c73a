package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ways in which Istio gets hold of a pod's connections. */
@Order(4)
@ExtendWith(SharedCluster.class)
final class InterceptionClusterIT {

    private static final List<Row> ROWS = Row.of(Kind.READINESS, Handler.HTTP, Handler.TCP, Handler.GRPC);

    /** What lies wherever the sidecar accepts for an application that does not listen. */
    private static final Row CAPTURED = new Row(Handler.TCP, Kind.READINESS, Application.CLOSED);

    /** An init container that goes on, or a container beside the application's. */
    enum Sidecar {
        NATIVE,
        CLASSIC
    }

    private final Cluster cluster;

    InterceptionClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @ParameterizedTest
    @EnumSource
    void probesTellTheTruthWithNativeAndClassicSidecarsBehindIstioInit(Sidecar sidecar) {
        cluster.withTheWebhook();
        try (TestNamespace namespace = cluster.strictNamespace()) {
            assertThat(Watch.wrong(watch(namespace, sidecar))).isEmpty();
            assertThat(namespace.look().pods()).allSatisfy(pod -> {
                assertThat(Istio.hasInitContainer(pod, "istio-init")).isTrue();
                assertThat(Istio.hasInitContainer(pod, "istio-proxy")).isEqualTo(sidecar == Sidecar.NATIVE);
                assertThat(hasContainer(pod, "istio-proxy")).isEqualTo(sidecar == Sidecar.CLASSIC);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisabledIfSystemProperty(
            named = "cluster.cni",
            matches = "false",
            disabledReason = "whoever runs this says that the cluster has no CNI plugin of Istio's")
    void probesTellTheTruthWhereThePluginOfTheNodeRedirects(Sidecar sidecar) {
        cluster.istio().rewriteNoProbes();
        cluster.istio().interceptByPlugin();
        cluster.webhook().present();
        try (TestNamespace namespace = cluster.strictNamespace()) {
            assertThat(Watch.wrong(watch(namespace, sidecar))).isEmpty();
            assertThat(namespace.look().pods()).allSatisfy(pod -> {
                assertThat(Istio.hasInitContainer(pod, "istio-init")).isFalse();
                assertThat(Istio.hasInitContainer(pod, "istio-validation")).isTrue();
            });
        } finally {
            cluster.istio().interceptByInitContainer();
        }
    }

    private static Map<Row, Observation> watch(TestNamespace namespace, Sidecar sidecar) {
        UnaryOperator<Target> behind =
                target -> target.annotated("sidecar.istio.io/nativeSidecar", String.valueOf(sidecar == Sidecar.NATIVE));
        namespace.create(behind.apply(CAPTURED.target().renamed("captured").optedOut()));
        namespace.awaitStarted(List.of("captured"));
        Map<Row, Observation> observed = Watch.patiently(namespace, ROWS, behind);

        assertThat(namespace.look().of("captured", CAPTURED.kind()).succeeds())
                .as("the sidecar gets connections, or nothing is shown")
                .isTrue();
        return observed;
    }

    private static boolean hasContainer(Pod pod, String name) {
        return pod.getSpec().getContainers().stream()
                .anyMatch(container -> container.getName().equals(name));
    }
}
