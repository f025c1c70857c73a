package dev.probebypass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The Kubernetes objects of the input: pods to explain, and everything there is around them.
 *
 * @param notes what was passed over, and why
 */
record Manifests(List<PodSource> pods, List<JsonNode> objects, List<String> notes) {

    private static final String LIST = "List";

    /**
     * Sorts documents.
     *
     * @param namespace of objects that name none
     */
    static Manifests of(List<Document> documents, String namespace) {
        Sorter sorter = new Sorter(namespace, new Manifests(new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
        documents.forEach(document -> sorter.sort(document, document.content()));
        return sorter.sorted;
    }

    private record Sorter(String namespace, Manifests sorted) {

        void sort(Document document, JsonNode object) {
            String kind = object.path("kind").asText();
            if (object.isNull()) {
                return;
            }
            if (kind.isEmpty()) {
                sorted.notes.add(document.place() + ": no Kubernetes object (it has no kind), passed over");
            } else if (kind.endsWith(LIST) && object.path("items").isArray()) {
                String element = kind.substring(0, kind.length() - LIST.length());
                object.path("items").forEach(item -> sort(document, withKind(item, element)));
            } else {
                one(document, object, kind);
            }
        }

        /** The API server's own lists leave it out. */
        private static JsonNode withKind(JsonNode item, String kind) {
            if (item instanceof ObjectNode object && !object.has("kind") && !kind.isEmpty()) {
                return object.deepCopy().put("kind", kind);
            }
            return item;
        }

        private void one(Document document, JsonNode object, String kind) {
            JsonNode placed = placed(object);
            sorted.objects.add(placed);
            if (Workloads.haveKind(kind)) {
                Workloads.pod(placed, placed.at("/metadata/namespace").asText(namespace))
                        .ifPresentOrElse(
                                sorted.pods::add,
                                () -> sorted.notes.add("%s: %s without a pod template, passed over"
                                        .formatted(document.place(), kind)));
            }
        }

        private JsonNode placed(JsonNode object) {
            JsonNode metadata = object.path("metadata");
            if (!metadata.isObject() || !metadata.path("namespace").asText().isEmpty()) {
                return object;
            }
            ObjectNode copy = object.deepCopy();
            if (copy.get("metadata") instanceof ObjectNode own) {
                own.put("namespace", namespace);
            }
            return copy;
        }
    }
}
