package dev.probebypass.mesh;

import dev.probebypass.pod.Pod;
import java.util.Map;
import java.util.Optional;

/** A service mesh that puts a sidecar into pods and redirects their traffic to it. */
public sealed interface Mesh permits Istio {

    /** The mesh's name, as users write it. */
    String name();

    /**
     * What the mesh does with a pod's traffic.
     *
     * @param namespace the name of the pod's namespace
     * @param namespaceLabels its labels, empty where they are not known: then the pod's own labels decide
     * @return empty if the mesh does not take the pod, or takes it without redirecting anything
     */
    Optional<Interception> intercept(Pod pod, String namespace, Map<String, String> namespaceLabels);

    /** The same for a pod that somebody said is in the mesh: nobody is asked whether the mesh would take it. */
    Optional<Interception> assume(Pod pod);
}
