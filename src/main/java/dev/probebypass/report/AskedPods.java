package dev.probebypass.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.objects.LabelSelector;
import dev.probebypass.objects.LabelSelector.Operator;
import dev.probebypass.objects.LabelSelector.Requirement;
import dev.probebypass.routes.Selectors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The pods of which the API server asks the webhook: those that the selectors of its configuration select.
 *
 * @param namespaces selects the Namespaces
 * @param pods selects their pods
 */
public record AskedPods(LabelSelector namespaces, LabelSelector pods) {

    /** The label that has the name of each Namespace. */
    private static final String NAME = "kubernetes.io/metadata.name";

    /** Namespaces that the chart leaves out; beside them those of the mesh, and the webhook's own. */
    private static final List<String> SYSTEM = List.of("kube-system", "kube-public", "kube-node-lease", "probe-bypass");

    /** Those of a configuration of the webhook. */
    public static AskedPods of(JsonNode configuration) {
        JsonNode entry = configuration.path("webhooks").path(0);
        return new AskedPods(
                Selectors.read(entry.path("namespaceSelector")), Selectors.read(entry.path("objectSelector")));
    }

    /** Those of the configuration that the chart makes unless told otherwise. */
    public static AskedPods assumed(List<String> meshNamespaces) {
        Requirement system = new Requirement(NAME, Operator.NOT_IN, SYSTEM);
        Requirement mesh = new Requirement(NAME, Operator.NOT_IN, meshNamespaces);
        return new AskedPods(new LabelSelector(List.of(system, mesh)), new LabelSelector(List.of()));
    }

    /** Those of the webhook's configuration among some objects, empty if it is not there. */
    public static Optional<AskedPods> in(Iterable<JsonNode> objects) {
        return StreamSupport.stream(objects.spliterator(), false)
                .filter(object -> object.path("kind").asText().equals("MutatingWebhookConfiguration")
                        && object.at("/metadata/name").asText().equals(Meshes.WEBHOOK_CONFIGURATION))
                .findFirst()
                .map(AskedPods::of);
    }

    /** Whether a pod is one of them. */
    boolean have(String namespace, Map<String, String> namespaceLabels, Map<String, String> podLabels) {
        Map<String, String> labels = new HashMap<>(namespaceLabels);
        labels.put(NAME, namespace);
        return namespaces.admits(labels) && pods.admits(podLabels);
    }
}
