package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/** What becomes of new pods while the configuration of the Istio that is there is broken, gone, new or out of sight. */
@Order(9)
@ExtendWith(SharedCluster.class)
final class SightClusterIT {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final String EXCLUDED = "traffic.sidecar.istio.io/excludeInboundPorts";
    private static final int PORT = 9_001;

    private final Cluster cluster;

    SightClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void theWebhookIsThere() {
        cluster.withTheWebhook();
    }

    @AfterEach
    void istioIsAsItWas() {
        cluster.istio().mend();
        cluster.istio().removeRevision("canary");
    }

    private static Target probed() {
        return Target.called("probed").serving(Handler.HTTP, PORT).probed(Kind.READINESS, Handler.HTTP, PORT);
    }

    private static String excluded(Pod pod) {
        return pod.getMetadata().getAnnotations().getOrDefault(EXCLUDED, "");
    }

    @Test
    void aBrokenAndADeletedConfigMapChangeNothingForServersThatRun() {
        cluster.istio().rewriteProbes();
        try (TestNamespace namespace = cluster.strictNamespace()) {
            Eventually.holds(
                    "rewriting is seen",
                    LIMIT,
                    () -> excluded(namespace.dryRun(probed())).isEmpty());

            cluster.istio().corrupt("{");
            assertThat(excluded(namespace.dryRun(probed()))).as("broken").isEmpty();

            cluster.istio().delete();
            assertThat(excluded(namespace.dryRun(probed()))).as("deleted").isEmpty();
        }
    }

    @Test
    void aServerThatStartsWhileAConfigMapIsUnreadableLeavesPorts() {
        cluster.istio().corrupt("[]");
        cluster.webhook().deployment().rolling().restart();
        cluster.webhook().awaitRollout();
        try (TestNamespace namespace = cluster.strictNamespace()) {
            Eventually.holds(
                    "left", LIMIT, () -> excluded(namespace.dryRun(probed())).isEmpty());

            cluster.istio().mend();
            cluster.istio().rewriteNoProbes();
            Eventually.holds(
                    "seen again",
                    LIMIT,
                    () -> excluded(namespace.dryRun(probed())).contains("9001"));
        }
    }

    /** The pods move from the old revision to the new one, of which nobody told the webhook. */
    @Test
    void aNewRevisionIsSeenAndAnUpgradeToItDecidesByItsValues() {
        try (TestNamespace old = cluster.strictNamespace();
                TestNamespace upgraded = TestNamespace.create(cluster.client(), Map.of("istio.io/rev", "canary"))) {
            Eventually.holds(
                    "the old one", LIMIT, () -> excluded(old.dryRun(probed())).contains("9001"));
            assertThat(excluded(upgraded.dryRun(probed())))
                    .as("nobody knows it")
                    .isEmpty();

            cluster.istio().addRevision("canary", true);
            Eventually.holds(
                    "its values", LIMIT, () -> cluster.webhook().log().contains("istio-sidecar-injector-canary"));
            assertThat(excluded(upgraded.dryRun(probed()))).as("it rewrites").isEmpty();

            cluster.istio().addRevision("canary", false);
            Eventually.holds(
                    "its new values",
                    LIMIT,
                    () -> excluded(upgraded.dryRun(probed())).equals("9001"));
        }
    }

    @Test
    @DisabledIfSystemProperty(
            named = "cluster.cni",
            matches = "false",
            disabledReason = "whoever runs this says that the cluster has no CNI plugin of Istio's")
    void whatNobodySeesIsDecidedByTheSecondCallWhereThePluginOfTheNodeRedirects() {
        cluster.istio().rewriteNoProbes();
        cluster.istio().interceptByPlugin();
        cluster.webhook().present("mesh.namespace=elsewhere", "mesh.role=false");
        try (TestNamespace namespace = cluster.strictNamespace()) {
            namespace.create(probed());
            namespace.awaitReady("probed");

            assertThat(namespace.annotationsOf("probed").get(EXCLUDED)).isEqualTo("15020,9001");
        } finally {
            cluster.istio().interceptByInitContainer();
        }
    }
}
