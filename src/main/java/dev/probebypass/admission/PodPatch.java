package dev.probebypass.admission;

import dev.probebypass.bypass.Advice;
import dev.probebypass.bypass.AdviceText;
import dev.probebypass.bypass.Plan;
import dev.probebypass.patch.JsonPatch;
import dev.probebypass.pod.Annotations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
        NO_ANNOTATIONS_POSSIBLE("its metadata can't take annotations"),
        /** Its annotations would exceed 256 KiB. */
        ANNOTATIONS_TOO_LARGE("its annotations would exceed 256 KiB: make them smaller");

        private final String explanation;

        Refusal(String explanation) {
            this.explanation = explanation;
        }

        /** One warning for whoever creates the pod. */
        String warning() {
            return AdviceText.of(List.of(Advice.of(Advice.Code.NOT_PATCHED, explanation)))
                    .getFirst();
        }
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
        if (exceedsLimit(annotations, changes)) {
            return refused(Refusal.ANNOTATIONS_TOO_LARGE);
        }
        return switch (annotations.shape()) {
            case ABSENT -> new PodPatch(JsonPatch.creatingAnnotations(changes), Optional.empty());
            case PRESENT -> new PodPatch(JsonPatch.changingAnnotations(changes), Optional.empty());
            case UNPATCHABLE -> refused(Refusal.NO_ANNOTATIONS_POSSIBLE);
        };
    }

    /** What the user should know of a plan and of its patch. */
    public List<String> warnings(Plan plan) {
        if (refusal.isEmpty()) {
            return plan.warnings();
        }
        return Stream.concat(Stream.of(refusal.get().warning()), plan.warnings().stream())
                .toList();
    }

    private static PodPatch refused(Refusal refusal) {
        return new PodPatch(JsonPatch.EMPTY, Optional.of(refusal));
    }

    private static boolean exceedsLimit(Annotations annotations, Map<String, Optional<String>> changes) {
        int atMost = annotations.size();
        for (Map.Entry<String, Optional<String>> change : changes.entrySet()) {
            // A character takes three bytes of UTF-8 at most, and half of a pair two.
            atMost +=
                    3 * (change.getKey().length() + change.getValue().orElse("").length());
        }
        return atMost > ANNOTATION_LIMIT && annotations.size() + growth(annotations, changes) > ANNOTATION_LIMIT;
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
