package dev.probebypass.manifests;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.text.OutsideText;

/**
 * An object of the input.
 *
 * @param document where it stands
 * @param pointer where in the document: empty, or the item of a list
 * @param json the object, with a namespace
 */
record WrittenObject(Document document, JsonPointer pointer, ApiKind kind, String namespace, JsonNode json) {

    /** Its own, or what its generated name will begin with. */
    String name() {
        JsonNode metadata = json.path("metadata");
        return metadata.path("name").asText(metadata.path("generateName").asText());
    }

    /** Whether another object can be the same. */
    boolean isNamed() {
        return !json.at("/metadata/name").asText().isEmpty();
    }

    /** By which it is told apart from all others. */
    String key() {
        return key(kind, namespace, name());
    }

    static String key(ApiKind kind, String namespace, String name) {
        return String.join("\n", kind.id(), namespace, name);
    }

    /** Such as {@code Deployment shop/api}. */
    String title() {
        String place = ClusterObject.isClusterWide(kind.kind()) ? name() : namespace + "/" + name();
        return OutsideText.escape(kind.kind() + " " + place, 2 * OutsideText.NAME);
    }

    /** The same, and where it stands. */
    String titleAndPlace() {
        return "%s (%s)".formatted(title(), document.place(pointer));
    }
}
