package dev.probebypass.manifests;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** Makes the pods that workloads make. */
final class Workloads {

    private static final JsonPointer TEMPLATE = JsonPointer.compile("/spec/template");
    private static final JsonPointer OF_CRON_JOB = JsonPointer.compile("/spec/jobTemplate/spec/template");

    private Workloads() {}

    /** Whether pods come from objects of that kind. */
    static boolean haveKind(String kind) {
        return switch (kind) {
            case "Pod",
                    "Deployment",
                    "StatefulSet",
                    "DaemonSet",
                    "ReplicaSet",
                    "ReplicationController",
                    "Job",
                    "CronJob" -> true;
            default -> false;
        };
    }

    /** The pod, empty if the workload has no template for one. */
    static Optional<PodSource> pod(Document document, JsonPointer place, JsonNode workload, String namespace) {
        String kind = workload.path("kind").asText();
        JsonNode metadata = workload.path("metadata");
        String name = metadata.path("name").asText(metadata.path("generateName").asText());
        JsonPointer template = template(kind);
        JsonNode pod = kind.equals("Pod") ? workload : fromTemplate(workload.at(template), namespace, kind, name);
        PodOrigin origin = new PodOrigin(document.file(), document.number(), place, template);
        return pod.isObject()
                ? Optional.of(new PodSource(kind, namespace, name, origin, pod, List.of()))
                : Optional.empty();
    }

    private static JsonPointer template(String kind) {
        return switch (kind) {
            case "Pod" -> JsonPointer.empty();
            case "CronJob" -> OF_CRON_JOB;
            default -> TEMPLATE;
        };
    }

    private static JsonNode fromTemplate(JsonNode template, String namespace, String kind, String name) {
        if (!template.isObject()) {
            return template;
        }
        ObjectNode pod = JsonNodeFactory.instance.objectNode();
        pod.put("apiVersion", "v1").put("kind", "Pod");
        pod.set("metadata", metadata(template.path("metadata"), namespace, kind, name));
        pod.set("spec", template.path("spec"));
        return pod;
    }

    /** A pod has metadata even if its template has none, and says what made it. */
    private static JsonNode metadata(JsonNode template, String namespace, String kind, String name) {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode();
        if (template instanceof ObjectNode written) {
            metadata.setAll(written);
        } else if (!template.isMissingNode() && !template.isNull()) {
            return template;
        }
        metadata.put("namespace", namespace).put("name", name);
        metadata.putArray("ownerReferences")
                .addObject()
                .put("kind", kind)
                .put("name", name)
                .put("controller", true);
        return metadata;
    }
}
