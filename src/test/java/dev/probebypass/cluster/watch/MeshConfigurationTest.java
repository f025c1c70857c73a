package dev.probebypass.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.mesh.IstioSight;
import dev.probebypass.mesh.IstioValues;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MeshConfigurationTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final IstioSight SAID = new IstioSight.Said(IstioValues.ASSUMED);

    private final Set<String> wanted = new TreeSet<>();
    private final RecordingListener listener = new RecordingListener();
    private final MeshConfiguration mesh = new MeshConfiguration(
            List.of("istio-system", "mesh-two"), SAID, new RevisionStore(listener, new TestingClock()), this::want);

    private void want(Set<ObjectKey> keys) {
        wanted.clear();
        keys.forEach(key -> wanted.add(key.toString()));
    }

    private static ObjectKey key(String name) {
        return new ObjectKey("istio-system", name);
    }

    private static JsonNode labelled(Map<String, String> labels) {
        return JSON.valueToTree(Map.of("metadata", Map.of("labels", labels)));
    }

    private static JsonNode configMap(String name, String values) {
        return JSON.valueToTree(Map.of("metadata", Map.of("name", name), "data", Map.of("values", values)));
    }

    @Test
    void beginsWithTheSettings() {
        assertThat(mesh.installations().sight("default")).isEqualTo(SAID);
    }

    @Test
    void believesAWebhookBeforeAService() {
        mesh.webhooks()
                .put(key("istio-revision-tag-prod"), labelled(Map.of("istio.io/tag", "prod", "istio.io/rev", "b")));

        mesh.services()
                .put(key("istiod-revision-tag-prod"), labelled(Map.of("istio.io/tag", "prod", "istio.io/rev", "a")));

        assertThat(mesh.installations().tags()).containsExactly(Map.entry("prod", "b"));
    }

    @Test
    void fallsBackOnTheServiceWhenTheWebhookGoes() {
        mesh.services()
                .put(key("istiod-revision-tag-prod"), labelled(Map.of("istio.io/tag", "prod", "istio.io/rev", "a")));
        mesh.webhooks()
                .put(key("istio-revision-tag-prod"), labelled(Map.of("istio.io/tag", "prod", "istio.io/rev", "b")));

        mesh.webhooks().remove(key("istio-revision-tag-prod"));

        assertThat(mesh.installations().tags()).containsExactly(Map.entry("prod", "a"));
    }

    @Test
    void forgetsATagWhoseLabelIsTakenAway() {
        mesh.webhooks()
                .put(key("istio-revision-tag-prod"), labelled(Map.of("istio.io/tag", "prod", "istio.io/rev", "b")));

        mesh.webhooks().put(key("istio-revision-tag-prod"), labelled(Map.of("istio.io/rev", "b")));

        assertThat(mesh.installations().tags()).isEmpty();
    }

    @Test
    void wantsTheConfigMapsOfTheRevisionsThatSomebodyNames() {
        mesh.begin();
        assertThat(wanted).containsExactly("istio-system/istio-sidecar-injector", "mesh-two/istio-sidecar-injector");

        mesh.services().put(key("istiod-canary"), labelled(Map.of("istio.io/rev", "canary")));
        mesh.services().put(key("ingress"), labelled(Map.of("app", "ingress")));
        mesh.webhooks().put(new ObjectKey("", "injector"), webhook("b", "mesh-two"));
        mesh.webhooks().put(new ObjectKey("", "by-url"), webhook("c", "elsewhere"));

        assertThat(wanted)
                .containsExactly(
                        "istio-system/istio-sidecar-injector",
                        "istio-system/istio-sidecar-injector-c",
                        "istio-system/istio-sidecar-injector-canary",
                        "mesh-two/istio-sidecar-injector",
                        "mesh-two/istio-sidecar-injector-b",
                        "mesh-two/istio-sidecar-injector-c");
    }

    private static JsonNode webhook(String revision, String namespace) {
        return JSON.valueToTree(Map.of(
                "metadata",
                Map.of("labels", Map.of("istio.io/rev", revision)),
                "webhooks",
                List.of(Map.of("clientConfig", Map.of("service", Map.of("namespace", namespace))))));
    }

    @Test
    void believesTheFirstOfTwoNamespacesThatHaveTheSameRevision() {
        mesh.configMaps()
                .put(
                        new ObjectKey("mesh-two", "istio-sidecar-injector"),
                        configMap("istio-sidecar-injector", "{\"global\":{\"proxy\":{\"statusPort\":2}}}"));
        mesh.configMaps()
                .put(
                        key("istio-sidecar-injector"),
                        configMap("istio-sidecar-injector", "{\"global\":{\"proxy\":{\"statusPort\":1}}}"));

        assertThat(mesh.installations().sight("default").values())
                .map(IstioValues::statusPort)
                .contains(1);
    }

    @Test
    void takesNoConfigMapThatNobodyNames() {
        mesh.configMaps().put(key("istio-sidecar-injector-forged"), configMap("istio-sidecar-injector-forged", "{}"));

        assertThat(mesh.installations().sight("forged")).isEqualTo(SAID);
    }

    @Test
    void keepsTheSameInstallationsWhileNothingChanges() {
        mesh.configMaps().put(key("istio-sidecar-injector"), configMap("istio-sidecar-injector", "{}"));
        var before = mesh.installations();

        mesh.configMaps().put(key("istio-sidecar-injector"), configMap("istio-sidecar-injector", "{ }"));

        assertThat(mesh.installations()).isSameAs(before);
    }

    @Test
    void saysThatValuesAreNoObject() {
        mesh.configMaps().put(key("istio-sidecar-injector"), configMap("istio-sidecar-injector", "[]"));

        assertThat(mesh.installations().sight("default")).isEqualTo(SAID);
        assertThat(listener.lines())
                .containsExactly(
                        "unreadable configmaps istio-system/istio-sidecar-injector: key \"values\" is not a JSON object");
    }
}
