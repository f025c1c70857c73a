package dev.probebypass.manifests;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Sorts documents into pods and other objects, and notes what it passes over. */
final class ManifestSorter {

    private static final String LIST = "List";

    private final String namespace;
    private final List<PodSource> pods = new ArrayList<>();
    private final List<JsonNode> objects = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * @param namespace of objects that name none
     */
    ManifestSorter(String namespace) {
        this.namespace = namespace;
    }

    void add(Document document) {
        add(document, JsonPointer.empty(), document.content());
    }

    Manifests sorted() {
        return new Manifests(pods, objects, notes);
    }

    private void add(Document document, JsonPointer place, JsonNode object) {
        String kind = object.path("kind").asText();
        if (object.isNull()) {
            return;
        }
        if (kind.isEmpty()) {
            notes.add(document.place() + ": no Kubernetes object (it has no kind), passed over");
        } else if (kind.endsWith(LIST) && object.path("items").isArray()) {
            String element = kind.substring(0, kind.length() - LIST.length());
            JsonNode items = object.path("items");
            for (int i = 0; i < items.size(); i++) {
                add(document, place.appendProperty("items").appendIndex(i), withKind(items.get(i), element));
            }
        } else {
            one(document, place, object, kind);
        }
    }

    /** The API server's own lists leave it out. */
    private static JsonNode withKind(JsonNode item, String kind) {
        if (item instanceof ObjectNode object && !object.has("kind") && !kind.isEmpty()) {
            return object.deepCopy().put("kind", kind);
        }
        return item;
    }

    private void one(Document document, JsonPointer place, JsonNode object, String kind) {
        JsonNode placed = placed(object);
        objects.add(placed);
        if (Workloads.haveKind(kind)) {
            Workloads.pod(
                            document,
                            place,
                            placed,
                            placed.at("/metadata/namespace").asText(namespace))
                    .ifPresentOrElse(
                            pods::add,
                            () -> notes.add(
                                    "%s: %s without a pod template, passed over".formatted(document.place(), kind)));
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
