package dev.probebypass.pod;

import java.util.Map;
import java.util.Optional;

/**
 * A pod's annotations: the values somebody asked the reader to keep, and what it takes to add to them.
 *
 * @param shape whether the pod can take annotations, and whether it has a map of them yet
 * @param kept the annotations that the reader was asked to keep
 * @param size length of all keys and values, the ones not kept included, in bytes of UTF-8: what Kubernetes limits
 */
public record Annotations(Shape shape, Map<String, String> kept, int size) {

    /** What a JSON Patch finds at {@code /metadata/annotations}. */
    public enum Shape {
        /** {@code metadata} is an object without annotations, or with {@code null} for them. */
        ABSENT,
        /** {@code metadata.annotations} is an object. */
        PRESENT,
        /** {@code metadata} or {@code metadata.annotations} is something else: no patch could apply. */
        UNPATCHABLE
    }

    /** No annotations, on a pod that can take some. */
    public static final Annotations NONE = new Annotations(Shape.ABSENT, Map.of(), 0);

    /** The value of a kept annotation, empty if the pod does not have it. */
    public Optional<String> get(String key) {
        return Optional.ofNullable(kept.get(key));
    }
}
