package dev.probebypass.manifests;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The labels by which the pods of one workload differ: their controller numbers them.
 *
 * @param labels by key what stands before the number, such as {@code dc1-}, or nothing
 * @param first the number of the first pod
 */
public record Ordinals(Map<String, String> labels, int first) {

    /** Of pods that nobody numbers. */
    public static final Ordinals NONE = new Ordinals(Map.of(), 0);

    public Ordinals {
        labels = Map.copyOf(labels);
    }

    /** The labels of the pod of that number. */
    public Map<String, String> of(int ordinal) {
        Map<String, String> numbered = new LinkedHashMap<>();
        labels.forEach((key, prefix) -> numbered.put(key, prefix + ordinal));
        return numbered;
    }
}
