package dev.probebypass.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of {@code explain --baseline}: what has changed since an earlier explanation.
 *
 * @param schemaVersion changes when a field goes or means something else
 * @param pods that have changed, are new or gone, in the order of their namespaces, names and kinds
 * @param unchanged how many others there are
 * @param notes what was assumed, and what a reader should know of the input, one sentence each
 */
public record ChangesDocument(String schemaVersion, List<PodChange> pods, int unchanged, List<String> notes) {

    public ChangesDocument {
        pods = List.copyOf(pods);
        notes = List.copyOf(notes);
    }

    /**
     * What has changed about a pod.
     *
     * @param kind what it was written as: {@code Pod}, {@code Deployment}, …
     * @param name its own, or the workload's
     * @param change {@code new} or {@code gone}, else that it is another than before
     * @param before {@code null} for a new one
     * @param after {@code null} for one that is gone
     * @param opened ports that bypass the sidecar and did not do so
     * @param closed ports that bypass the sidecar no more
     * @param annotations the mesh's lists of ports that have changed by more than these ports
     */
    public record PodChange(
            String kind,
            String namespace,
            String name,
            String change,
            @Nullable Outcome before,
            @Nullable Outcome after,
            List<PortChange> opened,
            List<PortChange> closed,
            List<AnnotationChange> annotations) {

        static final String NEW = "new";
        static final String GONE = "gone";
        static final String CHANGED = "changed";

        public PodChange {
            opened = List.copyOf(opened);
            closed = List.copyOf(closed);
            annotations = List.copyOf(annotations);
        }
    }

    /**
     * What becomes of a pod as a whole, as in the JSON of {@code explain}.
     *
     * @param mesh that takes it, {@code null} for none
     * @param mode {@code enforce} or {@code audit}
     * @param outcome {@code patched} or {@code unchanged}
     * @param reason why it was left, {@code null} if it was not
     */
    public record Outcome(
            @Nullable String mesh,
            String mode,
            String outcome,
            @Nullable String reason) {}

    /**
     * What has changed about a port.
     *
     * @param direction {@code inbound}, or {@code outbound} for a port that the pod calls
     * @param port its number
     * @param before {@code null} if nothing was decided about it
     * @param after {@code null} if nothing is decided about it any more
     */
    public record PortChange(
            String direction,
            int port,
            @Nullable Decision before,
            @Nullable Decision after) {}

    /** A verdict and its reason. */
    public record Decision(String verdict, String reason) {}

    /**
     * What has changed about an annotation.
     *
     * @param before {@code null} if there was none
     * @param after {@code null} if there is none any more
     */
    public record AnnotationChange(
            String key, @Nullable String before, @Nullable String after) {}
}
