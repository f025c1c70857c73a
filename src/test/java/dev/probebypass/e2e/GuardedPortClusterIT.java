package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A probed port that a policy of the mesh guards, and one that the user opens. */
@Order(2)
@ExtendWith(SharedCluster.class)
final class GuardedPortClusterIT {

    private static final int MANAGEMENT = 8081;
    private static final String POLICY = "no-heap-dumps";
    private static final String HEALTH = "/actuator/health";
    private static final String SECRET = "/actuator/env";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Cluster cluster;

    GuardedPortClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void theWebhookIsThere() {
        cluster.withTheWebhook();
    }

    /** No Service leads to the port when the pod is created, so nothing but the policy speaks for leaving it. */
    @Test
    void aPolicyThatDeniesPathsBesideTheProbesHoldsUnderStrictMutualTls() {
        try (TestNamespace namespace = cluster.strictNamespace();
                TestNamespace elsewhere = cluster.plainNamespace()) {
            Caller member = namespace.caller("member");
            Caller stranger = elsewhere.caller("stranger");
            guard(namespace);

            List<String> warnings = namespace.warnings(shop());
            namespace.create(shop());
            namespace.awaitStarted(List.of("shop"));
            serviceOfUnreadyPods(namespace);

            assertThat(namespace.annotationsOf("shop")).doesNotContainKeys(Target.EXCLUDED, Target.RECORD);
            assertThat(warnings).anyMatch(warning -> warning.contains(POLICY));
            member.awaitHttp("shop", MANAGEMENT);
            assertThat(member.http("shop", MANAGEMENT, HEALTH).isGood()).isTrue();
            assertThat(member.http("shop", MANAGEMENT, SECRET).text()).contains("403");
            assertThat(stranger.http(namespace.addressOf("shop"), MANAGEMENT, SECRET)
                            .isGood())
                    .isFalse();
        }
    }

    @Test
    void underPermissiveMutualTlsItHoldsForEverybodyAndTheProbeWorksWithoutAWord() {
        try (TestNamespace namespace = cluster.permissiveNamespace();
                TestNamespace elsewhere = cluster.plainNamespace()) {
            Caller stranger = elsewhere.caller("stranger");
            guard(namespace);

            List<String> warnings = namespace.warnings(shop());
            namespace.create(shop());
            namespace.awaitReady("shop");
            String address = namespace.addressOf("shop");

            assertThat(namespace.annotationsOf("shop")).doesNotContainKeys(Target.EXCLUDED, Target.RECORD);
            assertThat(warnings).isEmpty();
            assertThat(stranger.http(address, MANAGEMENT, HEALTH).isGood()).isTrue();
            assertThat(stranger.http(address, MANAGEMENT, SECRET).text()).contains("403");
        }
    }

    @Test
    void aPortThatTheUserOpensIsReachedByTheKubeletAndByAPlainScraper() {
        try (TestNamespace namespace = cluster.strictNamespace();
                TestNamespace elsewhere = cluster.plainNamespace()) {
            namespace.service("shop", Map.of("app", "shop"), Map.of(MANAGEMENT, Handler.HTTP));
            Caller scraper = elsewhere.caller("scraper");
            Target closed = shop();
            Target open = closed.annotated("probe-bypass.dev/inbound-ports", String.valueOf(MANAGEMENT));
            Eventually.holds(
                    "the Service is to be known",
                    LIMIT,
                    () -> !namespace
                            .dryRun(closed)
                            .getMetadata()
                            .getAnnotations()
                            .containsKey(Target.RECORD));

            namespace.create(open);
            namespace.awaitReady("shop");

            assertThat(namespace.annotationsOf("shop")).containsEntry(Target.RECORD, String.valueOf(MANAGEMENT));
            assertThat(scraper.http(namespace.addressOf("shop"), MANAGEMENT, "/metrics")
                            .isGood())
                    .isTrue();
            assertThat(scraper.http("shop." + namespace.name(), MANAGEMENT, "/metrics")
                            .isGood())
                    .isTrue();
        }
    }

    private static Target shop() {
        Probe health = new ProbeBuilder(Handler.HTTP.probe(MANAGEMENT))
                .editHttpGet()
                .withPath(HEALTH)
                .endHttpGet()
                .build();
        return Target.called("shop").serving(Handler.HTTP, MANAGEMENT).probed(Kind.READINESS, health);
    }

    /** Returns when the product knows of the policy. */
    private void guard(TestNamespace namespace) {
        cluster.client()
                .resource("""
                        apiVersion: security.istio.io/v1beta1
                        kind: AuthorizationPolicy
                        metadata: {name: %s, namespace: %s}
                        spec:
                          selector: {matchLabels: {app: shop}}
                          action: DENY
                          rules: [{to: [{operation: {paths: ["/actuator*"], notPaths: ["%s"]}}]}]
                        """.formatted(POLICY, namespace.name(), HEALTH))
                .create();
        Eventually.holds(
                "the policy is to be known",
                LIMIT,
                () -> !namespace.dryRun(shop()).getMetadata().getAnnotations().containsKey(Target.RECORD));
    }

    /** By which callers in the mesh get there while the pod is not ready, as its probe fails. */
    private void serviceOfUnreadyPods(TestNamespace namespace) {
        cluster.client().resource("""
                        apiVersion: v1
                        kind: Service
                        metadata: {name: shop, namespace: %s}
                        spec:
                          selector: {app: shop}
                          publishNotReadyAddresses: true
                          ports: [{name: http-management, port: %d}]
                        """.formatted(namespace.name(), MANAGEMENT)).create();
    }
}
