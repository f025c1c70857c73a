package dev.probebypass.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.callers.ClusterCallers;
import dev.probebypass.cluster.ClusterStore;
import dev.probebypass.mesh.istio.TestMeshes;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.meshes.RouteSources;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.StoreLimits;
import dev.probebypass.objects.StoreListener;
import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PodReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A namespace has more Services than are kept: each of its probed ports counts as an application port. */
class ServicesUnseenTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final StoreLimits SMALL =
            new StoreLimits(new StoreLimits.Bound(1_000, 10_000), new StoreLimits.Bound(1_000, 10_000));

    private final ClusterStore store = new ClusterStore(
            List.of(TestMeshes.store(Map.of())),
            RouteSources.create(RouteSources.DEFAULT, new StoreBudget("Service", SMALL.services(), StoreListener.NONE)),
            ClusterCallers.none(),
            SMALL.namespaces(),
            StoreListener.NONE);

    @BeforeEach
    void fill() {
        apply("""
                {"kind": "ConfigMap", "metadata": {"name": "istio-sidecar-injector", "namespace": "istio-system"},
                 "data": {"values": "{\\"global\\":{},\\"sidecarInjectorWebhook\\":{\\"rewriteAppHTTPProbe\\":false}}"}}
                """);
        for (String namespace : List.of("shop", "tenant")) {
            namespace(namespace, "{}");
        }
        for (int i = 0; i < 10; i++) {
            apply("""
                    {"kind": "Service", "metadata": {"name": "s%d", "namespace": "tenant"},
                     "spec": {"selector": {"app": "other"}, "ports": [{"port": 80}]}}""".formatted(i));
        }
    }

    private void namespace(String name, String annotations) {
        apply("""
                {"kind": "Namespace", "metadata": {"name": "%s", "labels": {"istio-injection": "enabled"}, "annotations": %s}}
                """.formatted(name, annotations));
    }

    private void apply(String object) {
        store.apply(ClusterObject.of(read(object)));
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pod pod(String annotations) {
        String pod = """
                {"metadata": {"annotations": %s}, "spec": {"containers": [{"name": "app",
                 "readinessProbe": {"httpGet": {"port": 8081}}, "livenessProbe": {"tcpSocket": {"port": 15021}}}]}}
                """.formatted(annotations);
        try (JsonParser json = JSON.getFactory().createParser(pod)) {
            json.nextToken();
            return PodReader.read(json, Meshes::reads);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Plan plan(String namespace, String annotations) {
        return new Planner(Options.DEFAULT).plan(pod(annotations), store.snapshot(namespace));
    }

    @Test
    void portsAreLeftWithAWarningThatSaysWhatToDo() {
        Plan plan = plan("tenant", "{}");

        assertThat(plan.summary()).contains("8081=leave:SERVICES_UNSEEN", "15021=leave:RESERVED_BY_MESH");
        assertThat(plan.patch()).isEmpty();
        assertThat(plan.warnings())
                .containsExactly(
                        "probe-bypass: port 8081 (readiness probe of container app) is left and fails under strict mTLS,"
                                + " as this namespace's Services are too large to be kept. If only probes use the port, put"
                                + " probe-bypass.dev/inbound-ports: \"8081\" on the pod (PB018)");
    }

    @Test
    void otherNamespacesAreDecidedAsEver() {
        assertThat(plan("shop", "{}").summary()).contains("8081=bypass:NO_SERVICE");
    }

    @Test
    void aPortThatTheUserNamesBypassesWithoutAWarning() {
        Plan plan = plan("tenant", "{\"probe-bypass.dev/inbound-ports\": \"8081\"}");

        assertThat(plan.summary()).contains("8081=bypass:NAMED_BY_USER");
        assertThat(plan.warnings()).isEmpty();
    }

    @Test
    void aPortThatIsNamedAsAnApplicationPortIsOne() {
        assertThat(plan("tenant", "{\"probe-bypass.dev/application-ports\": \"8081\"}")
                        .summary())
                .contains("8081=leave:APPLICATION_PORT");
    }

    @Test
    void sharedPortsAreTreatedAsTheUserWants() {
        Plan bypassed = plan("tenant", "{\"probe-bypass.dev/shared-ports\": \"bypass\"}");
        Plan rewritten = plan("tenant", "{\"probe-bypass.dev/shared-ports\": \"rewrite\"}");

        assertThat(bypassed.summary()).contains("8081=bypass:SERVICES_UNSEEN");
        assertThat(bypassed.warnings()).singleElement().asString().contains("too large");
        assertThat(rewritten.patch().toString()).contains("rewriteAppHTTPProbers");
    }

    @Test
    void soItIsInEveryNamespaceWhileServicesCanNotBeRead() {
        store.relyOnServices(false);

        Plan plan = plan("shop", "{}");

        assertThat(plan.summary()).contains("8081=leave:SERVICES_UNSEEN");
        assertThat(plan.warnings())
                .containsExactly(
                        "probe-bypass: port 8081 (readiness probe of container app) is left and fails under strict mTLS, as"
                                + " the webhook can't read Services. If only probes use the port, put"
                                + " probe-bypass.dev/inbound-ports: \"8081\" on the pod (PB018)");

        store.relyOnServices(true);
        assertThat(plan("shop", "{}").summary()).contains("8081=bypass:NO_SERVICE");
    }

    @Test
    void soItIsWhereTheNamespaceItselfIsTooLarge() {
        namespace("shop", "{\"probe-bypass.dev/a\": \"%s\"}".formatted("a".repeat(2_000)));

        Plan plan = plan("shop", "{}");

        assertThat(plan.summary()).contains("8081=leave:SERVICES_UNSEEN");
        assertThat(plan.warnings())
                .singleElement()
                .asString()
                .contains("this Namespace's labels are too large to be kept")
                .endsWith("probe-bypass.dev/inbound-ports: \"8081\" on the pod (PB018)");
    }
}
