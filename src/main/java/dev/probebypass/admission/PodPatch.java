package dev.probebypass.admission;

import dev.probebypass.patch.JsonPatch;
import dev.probebypass.pod.Annotations;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A patch that applies to a pod, or why there is none: an API server refuses a pod over a patch that does not apply, and
 * over annotations that grow too large.
 *
 * @param refusal why nothing is patched although something should be
 */
public record PodPatch(JsonPatch patch, Optional<Refusal> refusal) {

    /**
     * Bytes that all annotations of an object may take.
     *
     * @see <a
     *     href="https://github.com/kubernetes/kubernetes/blob/v1.37.2/staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go">TotalAnnotationSizeLimitB</a>
     */
    static final int ANNOTATION_LIMIT = 256 * 1024;

    /** Why a pod can't be patched. */
    public enum Refusal {
        /** Its metadata, or their annotations, are no object. */
        NO_ANNOTATIONS_POSSIBLE,
        /** Its annotations would exceed 256 KiB. */
        ANNOTATIONS_TOO_LARGE
    }

    /**
     * Makes the patch.
     *
     * @param annotations the pod's, as it came
     * @param changes values to set by key, empty to take an annotation away
     */
    public static PodPatch of(Annotations annotations, Map<String, Optional<String>> changes) {
        if (changes.isEmpty()) {
            return new PodPatch(JsonPatch.EMPTY, Optional.empty());
        }
        if (annotations.size() + growth(annotations, changes) > ANNOTATION_LIMIT) {
            return refused(Refusal.ANNOTATIONS_TOO_LARGE);
        }
        return switch (annotations.shape()) {
            case ABSENT -> new PodPatch(JsonPatch.creatingAnnotations(changes), Optional.empty());
            case PRESENT -> new PodPatch(JsonPatch.changingAnnotations(changes), Optional.empty());
            case UNPATCHABLE -> refused(Refusal.NO_ANNOTATIONS_POSSIBLE);
        };
    }

    private static PodPatch refused(Refusal refusal) {
        return new PodPatch(JsonPatch.EMPTY, Optional.of(refusal));
    }

    private static int growth(Annotations annotations, Map<String, Optional<String>> changes) {
        int growth = 0;
        for (Map.Entry<String, Optional<String>> change : changes.entrySet()) {
            growth += change.getValue()
                    .map(value -> bytes(change.getKey()) + bytes(value))
                    .orElse(0);
            growth -= annotations
                    .get(change.getKey())
                    .map(value -> bytes(change.getKey()) + bytes(value))
                    .orElse(0);
        }
        return growth;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
