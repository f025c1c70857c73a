package dev.probebypass.mesh;

import java.util.Map;

/**
 * What makes a pod of a check one of a mesh.
 *
 * @param labels with which the injector takes it, where its namespace leaves that to the pod
 * @param annotations that say all a decision needs but for the list of excluded ports
 * @param exclusionAnnotation the key of that list
 */
public record TrialPod(Map<String, String> labels, Map<String, String> annotations, String exclusionAnnotation) {

    public TrialPod {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }
}
