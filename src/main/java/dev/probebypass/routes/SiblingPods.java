package dev.probebypass.routes;

import dev.probebypass.pod.Pod;
import java.util.List;

/**
 * Other pods of a workload for which one pod stands: what leads to one of them counts for it.
 *
 * @param pods that differ in their labels alone
 */
record SiblingPods(List<Pod> pods) implements RouteSource {

    SiblingPods {
        pods = List.copyOf(pods);
    }

    @Override
    public void find(RouteQuery query, Routes routes) {
        pods.forEach(pod -> query.services().find(pod, routes));
    }
}
