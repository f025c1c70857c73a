package dev.probebypass.admission;

import dev.probebypass.pod.Pod;
import java.util.Optional;

/**
 * A request for admission.
 *
 * @param uid names the request in its answer
 * @param namespace where the object is created
 * @param pod the pod that is to be created, empty if the request is about anything else
 */
record Review(String uid, String namespace, Optional<Pod> pod) {}
