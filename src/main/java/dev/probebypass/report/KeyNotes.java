package dev.probebypass.report;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.manifests.PodSource;
import dev.probebypass.mesh.Mesh;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.text.FirstOf;
import dev.probebypass.text.OutsideText;
import dev.probebypass.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Notes on keys of labels and annotations that say nothing where they stand: ours and the mesh's on a workload instead of its pod
 * template, and those in the mesh's domains that the mesh does not know. Of ours on a pod the decision warns by itself.
 */
final class KeyNotes {

    private static final int MOST = 5;
    private static final String ANNOTATIONS = "annotations";
    private static final String LABELS = "labels";

    private KeyNotes() {}

    /** Those on a pod, one sentence each. */
    static List<String> of(PodSource source) {
        JsonNode own = source.pod().path("metadata");
        List<String> notes = new ArrayList<>();
        around(source, own, ANNOTATIONS, KeyNotes::isAnnotation).ifPresent(notes::add);
        around(source, own, LABELS, KeyNotes::isLabel).ifPresent(notes::add);
        for (Mesh mesh : Meshes.ALL) {
            unknown(mesh, own.path(ANNOTATIONS)).ifPresent(notes::add);
            noLabels(mesh, own.path(LABELS)).ifPresent(notes::add);
        }
        return notes;
    }

    private static boolean isAnnotation(String key) {
        return AnnotationKeys.isOurs(key) || Meshes.readsAsMesh(key);
    }

    private static boolean isLabel(String key) {
        return AnnotationKeys.isOurs(key)
                || Meshes.ALL.stream().anyMatch(mesh -> mesh.labels().contains(key));
    }

    /** Keys around the pod template that it does not have itself. */
    private static Optional<String> around(PodSource source, JsonNode own, String kind, Predicate<String> isRead) {
        List<String> keys = new ArrayList<>();
        JsonNode node = source.written();
        for (JsonPointer rest = source.origin().template(); !rest.matches(); rest = rest.tail()) {
            keys(node.path("metadata").path(kind))
                    .filter(key -> isRead.test(key) && !own.path(kind).has(key))
                    .forEach(keys::add);
            node = rest.mayMatchElement() && node.isArray()
                    ? node.path(rest.getMatchingIndex())
                    : node.path(rest.getMatchingProperty());
        }
        return list(keys)
                .map(names -> "%s on the %s and not on its pod template, where alone they are read: %s"
                        .formatted(kind, OutsideText.name(source.kind()), names));
    }

    private static Optional<String> unknown(Mesh mesh, JsonNode annotations) {
        List<String> unknown = keys(annotations)
                .filter(key -> mesh.interest().reads(key) && !mesh.annotations().contains(key))
                .map(key -> "%s (nearest: %s)".formatted(key, Spelling.closest(key, mesh.annotations())))
                .toList();
        return list(unknown).map(names -> "annotations that %s does not know: %s".formatted(mesh.displayName(), names));
    }

    private static Optional<String> noLabels(Mesh mesh, JsonNode labels) {
        return list(keys(labels)
                        .filter(key ->
                                mesh.interest().reads(key) && !mesh.labels().contains(key))
                        .toList())
                .map(names ->
                        "labels that %s would read as annotations alone: %s".formatted(mesh.displayName(), names));
    }

    private static Stream<String> keys(JsonNode object) {
        return object.properties().stream().map(entry -> entry.getKey());
    }

    private static Optional<String> list(List<String> texts) {
        List<String> names = texts.stream().distinct().map(OutsideText::name).toList();
        return names.isEmpty() ? Optional.empty() : Optional.of(FirstOf.list(MOST, names));
    }
}
