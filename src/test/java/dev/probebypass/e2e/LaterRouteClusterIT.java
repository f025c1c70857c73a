package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ways into a pod that no Service shows when it is created: callers in the mesh get through, as they do without the product. */
@Order(2)
@ExtendWith(SharedCluster.class)
final class LaterRouteClusterIT {

    private static final int PORT = 8080;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** Of a range that nobody has: only sidecars know what it means. */
    private static final String VIRTUAL_ADDRESS = "240.240.0.10";

    private final Cluster cluster;

    LaterRouteClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void theWebhookIsThere() {
        cluster.withTheWebhook();
    }

    /** As databases do it: an agent says which pod leads once they talk to each other. */
    @Test
    void aServiceWhoseLabelIsSetAfterTheStartReachesThePod() {
        try (TestNamespace namespace = cluster.strictNamespace()) {
            Target database = database("database");
            Target without = database("without").optedOut();
            for (String name : new String[] {"database", "without"}) {
                namespace.service(name, Map.of("app", name, "role", "primary"), Map.of(PORT, Handler.HTTP));
            }
            Caller caller = namespace.caller("caller");
            namespace.create(statefulSet(database));
            namespace.create(statefulSet(without));
            namespace.awaitReady("database-0", "without-0");

            assertThat(namespace.annotationsOf("database-0")).doesNotContainKeys(Target.EXCLUDED, Target.RECORD);
            for (String name : new String[] {"database", "without"}) {
                lead(namespace, name + "-0");
                caller.awaitHttp(name, PORT);
            }
        }
    }

    @Test
    void aServiceEntryThatSelectsWorkloadsReachesThePod() {
        try (TestNamespace namespace = cluster.strictNamespace()) {
            cluster.client()
                    .resource("""
                            apiVersion: networking.istio.io/v1beta1
                            kind: ServiceEntry
                            metadata: {name: catalog, namespace: %s}
                            spec:
                              hosts: [catalog.internal.example]
                              addresses: [%s]
                              location: MESH_INTERNAL
                              resolution: STATIC
                              ports: [{number: 80, name: http, protocol: HTTP, targetPort: %d}]
                              workloadSelector: {labels: {app: catalog}}
                            """.formatted(namespace.name(), VIRTUAL_ADDRESS, PORT))
                    .create();
            Caller caller = namespace.caller("caller");
            Target catalog =
                    Target.called("catalog").serving(Handler.HTTP, PORT).probed(Kind.READINESS, Handler.TCP, PORT);
            Eventually.holds(
                    "the ServiceEntry is to be known",
                    LIMIT,
                    () -> !namespace
                            .dryRun(catalog)
                            .getMetadata()
                            .getAnnotations()
                            .containsKey(Target.RECORD));

            namespace.create(catalog);
            namespace.awaitReady("catalog");

            assertThat(namespace.annotationsOf("catalog")).doesNotContainKeys(Target.EXCLUDED, Target.RECORD);
            caller.awaitHttp(VIRTUAL_ADDRESS, 80);
        }
    }

    private static Target database(String name) {
        return Target.called(name).serving(Handler.HTTP, PORT).probed(Kind.READINESS, Handler.TCP, PORT);
    }

    private static StatefulSet statefulSet(Target target) {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName(target.name())
                .endMetadata()
                .withNewSpec()
                .withServiceName(target.name())
                .withReplicas(1)
                .withNewSelector()
                .withMatchLabels(Map.of("app", target.name()))
                .endSelector()
                .withTemplate(target.template())
                .endSpec()
                .build();
    }

    private void lead(TestNamespace namespace, String pod) {
        cluster.client()
                .pods()
                .inNamespace(namespace.name())
                .withName(pod)
                .edit(running -> new PodBuilder(running)
                        .editMetadata()
                        .addToLabels("role", "primary")
                        .endMetadata()
                        .build());
    }
}
