package dev.probebypass.manifests;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Sorts documents into pods and other objects, and notes what it passes over. */
final class ManifestSorter {

    private static final String LIST = "List";

    private final String namespace;
    private final DistinctObjects objects = new DistinctObjects();
    private final Kustomizations kustomizations = new Kustomizations();
    private final OpenShiftTemplates templates = new OpenShiftTemplates();
    private final PassedOver passedOver = new PassedOver();

    /**
     * @param namespace of objects that name none
     */
    ManifestSorter(String namespace) {
        this.namespace = namespace;
    }

    void add(Document document) {
        add(document, JsonPointer.empty(), document.content());
    }

    /** What has been added. */
    Manifests sorted() {
        List<PodSource> pods = new ArrayList<>();
        List<WrittenObject> others = new ArrayList<>();
        Workloads workloads = new Workloads(objects);
        for (WrittenObject object : objects.all()) {
            List<PodSource> made = workloads.pods(object);
            pods.addAll(made);
            if (made.isEmpty()) {
                others.add(object);
                passedOver.add(object);
            }
        }
        return new Manifests(
                pods, objects.all().stream().map(WrittenObject::json).toList(), notes(others));
    }

    private List<String> notes(List<WrittenObject> others) {
        List<String> notes = new ArrayList<>(passedOver.notes());
        objects.note().ifPresent(notes::add);
        kustomizations.note(objects.repeated()).ifPresent(notes::add);
        templates.note().ifPresent(notes::add);
        ValueNotes.ofOthers(others).ifPresent(notes::add);
        return notes;
    }

    private void add(Document document, JsonPointer pointer, JsonNode object) {
        ApiKind kind = ApiKind.of(object);
        if (object.isNull() || kustomizations.take(document, kind)) {
            return;
        }
        if (kind.kind().isEmpty()) {
            passedOver.withoutKind(document, pointer);
        } else if (isList(kind, object)) {
            String element = kind.kind().substring(0, kind.kind().length() - LIST.length());
            each(document, pointer.appendProperty("items"), object.path("items"), object.path("apiVersion"), element);
        } else if (OpenShiftTemplates.isOne(kind, object)) {
            templates.add(document, object);
            each(document, pointer.appendProperty("objects"), object.path("objects"), object.path("none"), "");
        } else {
            String place = namespace(object).orElse(namespace);
            objects.add(new WrittenObject(document, pointer, kind, place, placed(object)));
        }
    }

    /** A kind of somebody's may be called so, and have items that are no objects. */
    private static boolean isList(ApiKind kind, JsonNode object) {
        JsonNode items = object.path("items");
        return kind.kind().endsWith(LIST)
                && items.isArray()
                && (kind.kind().equals(LIST)
                        || StreamSupport.stream(items.spliterator(), false).allMatch(ManifestSorter::mayBeObject));
    }

    private static boolean mayBeObject(JsonNode item) {
        return item.has("kind") || item.has("metadata");
    }

    private void each(Document document, JsonPointer pointer, JsonNode items, JsonNode version, String kind) {
        for (int i = 0; i < items.size(); i++) {
            add(document, pointer.appendIndex(i), withKind(items.get(i), version, kind));
        }
    }

    /** The API server's own lists leave out what each of their items is. */
    private static JsonNode withKind(JsonNode item, JsonNode version, String kind) {
        if (!(item instanceof ObjectNode object) || object.has("kind") || kind.isEmpty()) {
            return item;
        }
        ObjectNode copy = object.deepCopy().put("kind", kind);
        return version.isTextual() ? copy.put("apiVersion", version.asText()) : copy;
    }

    /** To the API server {@code null} and an empty text are as good as nothing. */
    private static Optional<String> namespace(JsonNode object) {
        return Optional.of(object.at("/metadata/namespace").asText("")).filter(name -> !name.isEmpty());
    }

    private JsonNode placed(JsonNode object) {
        if (!object.path("metadata").isObject() || namespace(object).isPresent()) {
            return object;
        }
        ObjectNode copy = object.deepCopy();
        if (copy.get("metadata") instanceof ObjectNode own) {
            own.put("namespace", namespace);
        }
        return copy;
    }
}
