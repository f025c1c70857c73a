package dev.probebypass.routes;

import dev.probebypass.pod.Container;
import dev.probebypass.pod.Pod;
import java.util.function.Predicate;

/**
 * A question for the ways into a pod.
 *
 * @param services the Services of the pod's namespace, for a source that names some of them
 * @param isOfMesh tells the mesh's own containers
 */
public record RouteQuery(Pod pod, Services services, Predicate<Container> isOfMesh) {}
