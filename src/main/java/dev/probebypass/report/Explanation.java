package dev.probebypass.report;

import dev.probebypass.admission.PodPatch;
import dev.probebypass.bypass.Note;
import dev.probebypass.bypass.Plan;
import dev.probebypass.manifests.PodSource;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.pod.Pod;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What becomes of one pod.
 *
 * @param source where it comes from
 * @param pod as it was read
 * @param plan what was decided
 * @param patch what the API server would get
 */
public record Explanation(PodSource source, Pod pod, Plan plan, PodPatch patch) {

    /** Whether the API server gets a patch. */
    public boolean isPatched() {
        return !patch.patch().isEmpty();
    }

    /** What whoever creates the pod is told. */
    public List<String> warnings() {
        return patch.warnings(plan);
    }

    /** What else there is to know of it: of how it was written, and of what was decided. */
    List<String> notes() {
        return Stream.concat(source.notes().stream(), plan.notes().stream().map(Note::text))
                .toList();
    }

    /** The pod's mesh annotations, and our record, as they would be stored. */
    SortedMap<String, String> annotations() {
        SortedMap<String, String> annotations = new TreeMap<>();
        pod.annotations().kept().forEach((key, value) -> {
            if (Meshes.readsAsMesh(key) || key.equals(AnnotationKeys.BYPASSED_PORTS)) {
                annotations.put(key, value);
            }
        });
        Map<String, Optional<String>> changes = isPatched() ? plan.patch() : Map.of();
        changes.forEach((key, value) ->
                value.ifPresentOrElse(text -> annotations.put(key, text), () -> annotations.remove(key)));
        return annotations;
    }
}
