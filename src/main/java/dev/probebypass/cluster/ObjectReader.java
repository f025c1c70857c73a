package dev.probebypass.cluster;

import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.objects.ClusterObject;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes what a snapshot holds from Kubernetes objects in JSON. Whatever is missing or of another type is read as absent: an
 * odd object must not take the others with it.
 */
public final class ObjectReader {

    private ObjectReader() {}

    /** The Namespace; of its annotations only ours. */
    public static Namespace namespace(ClusterObject object) {
        Map<String, String> annotations = new HashMap<>(object.annotations());
        annotations.keySet().removeIf(key -> !AnnotationKeys.isOurs(key));
        return new Namespace(object.key().name(), object.labels(), annotations);
    }
}
