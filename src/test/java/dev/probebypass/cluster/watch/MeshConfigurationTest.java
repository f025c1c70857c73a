package dev.probebypass.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.cluster.IstioInstallations.Source;
import dev.probebypass.mesh.IstioValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeshConfigurationTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final MeshConfiguration mesh = new MeshConfiguration(Optional.of(IstioValues.ASSUMED));
    private final List<String> found = new ArrayList<>();

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
        assertThat(mesh.installations().choose(Map.of(), Map.of()).source()).isEqualTo(Source.SETTINGS);
    }

    @Test
    void believesAWebhookBeforeAService() {
        mesh.webhooks()
                .put(key("istio-revision-tag-prod"), labelled(Map.of("istio.io/tag", "prod", "istio.io/rev", "b")));

        mesh.services(found::add)
                .put(key("istiod-revision-tag-prod"), labelled(Map.of("istio.io/tag", "prod", "istio.io/rev", "a")));

        assertThat(mesh.installations().tags()).containsExactly(Map.entry("prod", "b"));
    }

    @Test
    void fallsBackOnTheServiceWhenTheWebhookGoes() {
        mesh.services(found::add)
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
    void namesTheRevisionsThatServicesName() {
        Shelf services = mesh.services(found::add);

        services.put(key("istiod-canary"), labelled(Map.of("istio.io/rev", "canary")));
        services.put(key("ingress"), labelled(Map.of("app", "ingress")));

        assertThat(found).containsExactly("canary");
    }

    @Test
    void keepsTheSameInstallationsWhileNothingChanges() {
        mesh.configMaps().put(key("istio-sidecar-injector"), configMap("istio-sidecar-injector", "{}"));
        var before = mesh.installations();

        mesh.configMaps().put(key("istio-sidecar-injector"), configMap("istio-sidecar-injector", "{ }"));

        assertThat(mesh.installations()).isSameAs(before);
    }

    @Test
    void refusesValuesThatAreNoObject() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        mesh.configMaps().put(key("istio-sidecar-injector"), configMap("istio-sidecar-injector", "[]")))
                .withMessage("key \"values\" is not a JSON object");
    }
}
