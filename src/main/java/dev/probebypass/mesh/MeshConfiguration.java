package dev.probebypass.mesh;

import dev.probebypass.pod.Pod;
import java.util.Map;
import java.util.Optional;

/** How a mesh is configured in a cluster at one moment. It never changes. */
public interface MeshConfiguration {

    /** The mesh. */
    Mesh mesh();

    /**
     * What the mesh does with a pod's traffic.
     *
     * @param namespace the name of the pod's namespace
     * @param namespaceLabels its labels, empty where they are not known: then the pod's own labels decide
     * @return empty if the mesh does not take the pod, or takes it without redirecting anything
     */
    Optional<Attachment> attach(Pod pod, String namespace, Map<String, String> namespaceLabels);

    /** The same for a pod that somebody said is in the mesh: nobody is asked whether the mesh would take it. */
    Optional<Attachment> assume(Pod pod, Map<String, String> namespaceLabels);

    /**
     * Whether a plugin of the node redirects the traffic of a configuration's pods, by the annotations of the stored pod: then
     * it does not matter whether our webhook is called before the injector.
     *
     * @param configuration its name
     * @return empty if that can't be seen
     */
    Optional<Boolean> usesPlugin(String configuration);
}
