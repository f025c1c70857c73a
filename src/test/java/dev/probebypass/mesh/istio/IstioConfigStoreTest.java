package dev.probebypass.mesh.istio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.mesh.MeshSettings;
import dev.probebypass.mesh.RecordingMeshListener;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.StoreBudget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IstioConfigStoreTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> SETTINGS = Map.of("rewrite-probes", "false");
    private static final MeshSettings MESH = new MeshSettings(List.of("istio-system", "mesh-two"), SETTINGS, false);
    private static final IstioSight SAID = IstioSight.otherwise(new MeshSettings(List.of(), SETTINGS, false));

    private final RecordingMeshListener listener = new RecordingMeshListener();
    private final IstioConfigStore mesh = IstioConfigStore.of(
            new Istio(), MESH, new IstioPolicyStore(MESH, StoreBudget.unlimited()), listener, () -> Instant.EPOCH);

    private void webhook(ObjectKey key, JsonNode json) {
        mesh.apply(new ClusterObject(ClusterObject.MUTATING_WEBHOOK_CONFIGURATION, key, json));
    }

    private void service(ObjectKey key, JsonNode json) {
        mesh.apply(new ClusterObject(ClusterObject.SERVICE, key, json));
    }

    private void configMap(ObjectKey key, String values) {
        mesh.apply(new ClusterObject(
                ClusterObject.CONFIG_MAP, key, JSON.valueToTree(Map.of("data", Map.of("values", values)))));
    }

    private List<String> wanted() {
        return mesh.configMaps().stream().sorted().map(ObjectKey::toString).toList();
    }

    private static ObjectKey key(String name) {
        return ObjectKey.of("istio-system", name);
    }

    private static JsonNode labelled(Map<String, String> labels) {
        return JSON.valueToTree(Map.of("metadata", Map.of("labels", labels)));
    }

    @Test
    void beginsWithTheSettings() {
        assertThat(mesh.configuration().sight("default")).isEqualTo(SAID);
    }

    @Test
    void believesAWebhookBeforeAService() {
        webhook(key("istio-revision-tag-prod"), labelled(Map.of("istio.io/tag", "prod", "istio.io/rev", "b")));

        service(key("istiod-revision-tag-prod"), labelled(Map.of("istio.io/tag", "prod", "istio.io/rev", "a")));

        assertThat(mesh.configuration().tags()).containsExactly(Map.entry("prod", "b"));
    }

    @Test
    void fallsBackOnTheServiceWhenTheWebhookGoes() {
        service(key("istiod-revision-tag-prod"), labelled(Map.of("istio.io/tag", "prod", "istio.io/rev", "a")));
        webhook(key("istio-revision-tag-prod"), labelled(Map.of("istio.io/tag", "prod", "istio.io/rev", "b")));

        mesh.remove(ClusterObject.MUTATING_WEBHOOK_CONFIGURATION, key("istio-revision-tag-prod"));

        assertThat(mesh.configuration().tags()).containsExactly(Map.entry("prod", "a"));
    }

    @Test
    void forgetsATagWhoseLabelIsTakenAway() {
        webhook(key("istio-revision-tag-prod"), labelled(Map.of("istio.io/tag", "prod", "istio.io/rev", "b")));

        webhook(key("istio-revision-tag-prod"), labelled(Map.of("istio.io/rev", "b")));

        assertThat(mesh.configuration().tags()).isEmpty();
    }

    @Test
    void wantsTheConfigMapsOfTheRevisionsThatSomebodyNames() {
        assertThat(wanted()).containsExactly("istio-system/istio-sidecar-injector", "mesh-two/istio-sidecar-injector");

        service(key("istiod-canary"), labelled(Map.of("istio.io/rev", "canary")));
        service(key("ingress"), labelled(Map.of("app", "ingress")));
        webhook(ObjectKey.clusterScoped("injector"), injector("b", "mesh-two"));
        webhook(ObjectKey.clusterScoped("by-url"), injector("c", "elsewhere"));

        assertThat(wanted())
                .containsExactly(
                        "istio-system/istio-sidecar-injector",
                        "istio-system/istio-sidecar-injector-c",
                        "istio-system/istio-sidecar-injector-canary",
                        "mesh-two/istio-sidecar-injector",
                        "mesh-two/istio-sidecar-injector-b",
                        "mesh-two/istio-sidecar-injector-c");
    }

    private static JsonNode injector(String revision, String namespace) {
        return JSON.valueToTree(Map.of(
                "metadata",
                Map.of("labels", Map.of("istio.io/rev", revision)),
                "webhooks",
                List.of(Map.of("clientConfig", Map.of("service", Map.of("namespace", namespace))))));
    }

    @Test
    void believesTheFirstOfTwoNamespacesThatHaveTheSameRevision() {
        configMap(ObjectKey.of("mesh-two", "istio-sidecar-injector"), "{\"global\":{\"proxy\":{\"statusPort\":2}}}");
        configMap(key("istio-sidecar-injector"), "{\"global\":{\"proxy\":{\"statusPort\":1}}}");

        assertThat(mesh.configuration().sight("default").values())
                .map(IstioValues::statusPort)
                .contains(1);
    }

    @Test
    void takesNoConfigMapOfAnotherNamespace() {
        configMap(ObjectKey.of("shop", "istio-sidecar-injector-forged"), "{}");

        assertThat(mesh.configuration().sight("forged")).isEqualTo(SAID);
    }

    @Test
    void keepsTheSameInstallationsWhileNothingChanges() {
        configMap(key("istio-sidecar-injector"), "{}");
        var before = mesh.configuration();

        configMap(key("istio-sidecar-injector"), "{ }");

        assertThat(mesh.configuration()).isSameAs(before);
    }

    @Test
    void saysThatValuesAreNoObject() {
        configMap(key("istio-sidecar-injector"), "[]");

        assertThat(mesh.configuration().sight("default")).isEqualTo(SAID);
        assertThat(listener.lines())
                .containsExactly(
                        "unreadable configmaps istio-system/istio-sidecar-injector: key \"values\" is not a JSON object");
    }
}
