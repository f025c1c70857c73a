package dev.probebypass.objects;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Kubernetes object, as far as somebody has read it. Whatever is missing or of another type is read as absent.
 *
 * @param kind such as {@code Service}; with its group if that is not one of Kubernetes' own, such as {@code Rollout.argoproj.io}
 * @param json the object, of which fields that nobody reads may be missing
 */
public record ClusterObject(String kind, ObjectKey key, JsonNode json) {

    /** A Service. */
    public static final String SERVICE = "Service";

    /** A Namespace. */
    public static final String NAMESPACE = "Namespace";

    /** A ConfigMap. */
    public static final String CONFIG_MAP = "ConfigMap";

    /** A MutatingWebhookConfiguration. */
    public static final String MUTATING_WEBHOOK_CONFIGURATION = "MutatingWebhookConfiguration";

    private static final Set<String> CLUSTER_WIDE = Set.of(
            NAMESPACE,
            MUTATING_WEBHOOK_CONFIGURATION,
            "ValidatingWebhookConfiguration",
            "APIService",
            "ClusterRole",
            "ClusterRoleBinding",
            "CustomResourceDefinition",
            "Node",
            "PersistentVolume",
            "PriorityClass",
            "StorageClass");

    /** The kind of objects of an API group, by which they can't be taken for others. */
    public static String kindOf(String group, String kind) {
        return group.contains(".") && !group.endsWith(".k8s.io") ? kind + "." + group : kind;
    }

    /** Whether objects of a kind certainly have no namespace. */
    public static boolean isClusterWide(String kind) {
        return CLUSTER_WIDE.contains(kind);
    }

    /** An object that says itself what it is, as manifests do. */
    public static ClusterObject of(JsonNode json) {
        JsonNode metadata = json.path("metadata");
        String version = json.path("apiVersion").asText();
        return new ClusterObject(
                kindOf(
                        version.substring(0, Math.max(0, version.indexOf('/'))),
                        json.path("kind").asText()),
                ObjectKey.of(
                        metadata.path("namespace").asText(),
                        metadata.path("name").asText()),
                json);
    }

    /** The value of a label, empty if the object has no such label, or one without a value. */
    public Optional<String> label(String name) {
        return Optional.of(metadata("labels").path(name).asText()).filter(value -> !value.isEmpty());
    }

    /** All labels. */
    public Map<String, String> labels() {
        return texts(metadata("labels"));
    }

    /** All annotations. */
    public Map<String, String> annotations() {
        return texts(metadata("annotations"));
    }

    private JsonNode metadata(String field) {
        return json.path("metadata").path(field);
    }

    /** An object of texts as a map; other values are read as texts. */
    public static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new HashMap<>();
        object.forEachEntry((key, value) -> texts.put(key, value.asText()));
        return texts;
    }
}
