package dev.probebypass.mesh;

import dev.probebypass.objects.WatchedKind;
import java.util.List;

/**
 * What decisions about the pods of a mesh read. Nothing else of an object is kept.
 *
 * @param annotationDomains the domains, with the slash, of the pod annotations that are read
 * @param fields the paths, from the top, of the fields that are read of the mesh's own objects beside labels
 * @param kinds of objects that are watched from the start, and have no namespace
 * @param policies kinds of policies, each of which is watched while it is served
 */
public record Interest(
        List<String> annotationDomains, List<List<String>> fields, List<WatchedKind> kinds, List<Policy> policies) {

    public Interest {
        annotationDomains = List.copyOf(annotationDomains);
        fields = List.copyOf(fields);
        kinds = List.copyOf(kinds);
        policies = List.copyOf(policies);
    }

    /**
     * A kind of policies.
     *
     * @param unread what follows where they can't be read, the rest of a sentence without a full stop
     */
    public record Policy(WatchedKind kind, String unread) {}

    /** Whether a decision may read that annotation of a pod. */
    public boolean reads(String annotation) {
        for (int i = 0; i < annotationDomains.size(); i++) {
            if (annotation.startsWith(annotationDomains.get(i))) {
                return true;
            }
        }
        return false;
    }
}
