package dev.probebypass.routes;

import dev.probebypass.pod.Container;
import dev.probebypass.pod.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;

/**
 * What knows the ways into the pods of one namespace. It never changes.
 *
 * @param services the Services of the namespace
 * @param others what other objects say
 * @param isWhole whether they are all, and nothing of them was dropped
 */
public record NamespaceRoutes(Services services, List<RouteSource> others, boolean isWhole) {

    /** What pods say by themselves. */
    private static final List<RouteSource> OF_PODS =
            List.of(new HostPorts(), new KnativeRevision(), new DaprApp(), new LocalForwarding());

    public NamespaceRoutes {
        others = List.copyOf(others);
    }

    /** These, for a pod that stands for others of its workload too, which differ in their labels alone. */
    public NamespaceRoutes alsoFor(List<Pod> siblings) {
        List<RouteSource> more = new ArrayList<>(others);
        more.add(new SiblingPods(siblings));
        return new NamespaceRoutes(services, more, isWhole);
    }

    /**
     * The ways to the ports of a pod that its probes and hooks call.
     *
     * @param alsoAsked tells other ports that are asked about
     * @param isOfMesh tells the mesh's own containers
     * @param near whether Services count that nearly select the pod
     */
    public Routes into(Pod pod, IntPredicate alsoAsked, Predicate<Container> isOfMesh, boolean near) {
        RouteQuery query = new RouteQuery(pod, services, isOfMesh);
        Routes routes = new Routes(pod.calledPorts(), alsoAsked);
        services.find(pod, routes);
        find(OF_PODS, query, routes);
        find(others, query, routes);
        if (near) {
            services.findNear(pod, routes);
        }
        return routes;
    }

    private static void find(List<RouteSource> sources, RouteQuery query, Routes routes) {
        for (int i = 0; i < sources.size(); i++) {
            sources.get(i).find(query, routes);
        }
    }
}
