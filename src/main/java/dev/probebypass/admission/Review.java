package dev.probebypass.admission;

import dev.probebypass.pod.Pod;
import java.util.Optional;

/**
 * A request for admission.
 *
 * @param uid names the request in its answer
 * @param namespace where the object is created, empty if the request does not say
 * @param podName the name, or the generateName, of the pod that is to be created, empty if it has neither
 * @param pod the pod that is to be created, empty if the request is about anything else
 * @param isOversized whether there is a pod that is too large to be kept
 */
record Review(
        String uid, Optional<String> namespace, Optional<String> podName, Optional<Pod> pod, boolean isOversized) {

    Review oversized() {
        return new Review(uid, namespace, podName, Optional.empty(), true);
    }
}
