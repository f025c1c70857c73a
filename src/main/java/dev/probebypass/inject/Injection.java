package dev.probebypass.inject;

import com.fasterxml.jackson.core.JsonPointer;
import dev.probebypass.manifests.PodOrigin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of the annotations of one pod, or of a workload's pod template.
 *
 * @param origin where it stands
 * @param changes values to set by key, in order; an empty value takes the annotation away
 */
public record Injection(PodOrigin origin, Map<String, Optional<String>> changes) {

    public Injection {
        changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    }

    /** The pod, or the pod template, in its document. */
    JsonPointer target() {
        return origin.object().append(origin.template());
    }
}
