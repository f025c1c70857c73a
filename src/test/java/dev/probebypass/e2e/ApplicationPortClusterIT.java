package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A port that a Service targets and a probe asks: what becomes of the probe, and of callers in the mesh. */
@Order(2)
@ExtendWith(SharedCluster.class)
final class ApplicationPortClusterIT {

    private static final int SHARED = 8080;
    private static final int UNPROBED = 8082;
    private static final String SHARED_PORTS = "probe-bypass.dev/shared-ports";

    private final Cluster cluster;

    ApplicationPortClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void theWebhookIsThere() {
        cluster.withTheWebhook();
    }

    @Test
    void isLeftAloneSoThatCallersGetThrough() {
        try (TestNamespace namespace = cluster.strictNamespace()) {
            Caller caller = callerOf(namespace, "shop");
            namespace.create(shop().probed(Kind.READINESS, Handler.TCP, SHARED));
            namespace.awaitReady("shop");

            assertThat(namespace.annotationsOf("shop")).doesNotContainKeys(Target.EXCLUDED, Target.RECORD);
            caller.awaitHttp("shop", SHARED);
        }
    }

    @Test
    void neverGetsReadyByAnHttpProbeWhenItIsLeftAlone() {
        try (TestNamespace namespace = cluster.strictNamespace()) {
            callerOf(namespace, "shop");
            namespace.create(shop().probed(Kind.READINESS, Handler.HTTP, SHARED));
            namespace.awaitStarted(List.of("shop"));
            Wait.of(Watch.WINDOW);

            Observation shop = namespace.look().of("shop", Kind.READINESS);

            assertThat(shop.succeeds()).isFalse();
            assertThat(shop.said()).contains("connection reset by peer");
            assertThat(namespace.annotationsOf("shop")).doesNotContainKey(Target.RECORD);
        }
    }

    @Test
    void canBeRewrittenSoThatCallersGetThroughAndEveryProbeTellsTheTruth() {
        try (TestNamespace namespace = cluster.strictNamespace().annotated(SHARED_PORTS, "rewrite")) {
            List<Row> rows = Row.of(Kind.READINESS, Handler.HTTP, Handler.HTTPS, Handler.TCP, Handler.GRPC);
            namespace.service("shared", Map.of("application", "target"), portsOf(rows));
            Caller caller = callerOf(namespace, "shop");
            namespace.create(shop().probed(Kind.READINESS, Handler.HTTP, SHARED));

            Map<Row, Observation> observed = Watch.patiently(namespace, rows, UnaryOperator.identity());

            assertThat(Watch.wrong(observed)).isEmpty();
            assertThat(namespace.patched()).isEmpty();
            assertThat(namespace.annotationsOf("shop")).containsEntry("sidecar.istio.io/rewriteAppHTTPProbers", "true");
            caller.awaitHttp("shop", SHARED);
        }
    }

    @Test
    void canBeBypassedAtThePriceThatCallersInTheMeshFail() {
        try (TestNamespace namespace = cluster.strictNamespace();
                TestNamespace elsewhere = cluster.plainNamespace()) {
            Caller caller = callerOf(namespace, "shop");
            Caller stranger = elsewhere.caller("stranger");
            namespace.create(shop().probed(Kind.READINESS, Handler.HTTP, SHARED).annotated(SHARED_PORTS, "bypass"));
            namespace.awaitReady("shop");
            caller.awaitHttp("shop", UNPROBED);

            assertThat(namespace.annotationsOf("shop")).containsEntry(Target.RECORD, String.valueOf(SHARED));
            assertThat(caller.http("shop", SHARED).text()).contains("503");
            assertThat(stranger.http(namespace.addressOf("shop"), SHARED).isGood())
                    .isTrue();
        }
    }

    private static Target shop() {
        return Target.called("shop").serving(Handler.HTTP, SHARED).serving(Handler.HTTP, UNPROBED);
    }

    /** The Service is older than the pods behind it: a later one could not be seen. */
    private static Caller callerOf(TestNamespace namespace, String service) {
        namespace.service(service, Map.of("app", service), Map.of(SHARED, Handler.HTTP, UNPROBED, Handler.HTTP));
        return namespace.caller("caller");
    }

    private static Map<Integer, Handler> portsOf(List<Row> rows) {
        return rows.stream().collect(Collectors.toMap(Row::port, Row::handler, (one, same) -> one));
    }
}
