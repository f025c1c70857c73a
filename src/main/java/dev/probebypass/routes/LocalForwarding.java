package dev.probebypass.routes;

import dev.probebypass.pod.Container;
import dev.probebypass.pod.ContainerPort;
import dev.probebypass.pod.Probe;
import java.util.List;
import java.util.Optional;

/**
 * Ports that another container of the pod seems to forward to, such as a login or a cache in front of an application: its
 * command, arguments or environment name them as ports of this host.
 */
final class LocalForwarding implements RouteSource {

    private static final Optional<String> PHRASE = Optional.of("forwards to it");

    private static final String UNNAMED = "without a name";

    @Override
    public void find(RouteQuery query, Routes routes) {
        if (query.pod().runsSeveralContainers(query.isOfMesh())) {
            find(query.pod().containers(), query, routes);
            find(query.pod().initContainers(), query, routes);
        }
    }

    private static void find(List<Container> containers, RouteQuery query, Routes routes) {
        for (int i = 0; i < containers.size(); i++) {
            Container container = containers.get(i);
            if (!container.localPorts().isEmpty()
                    && container.kind() != Container.Kind.INIT
                    && !query.isOfMesh().test(container)) {
                for (int port : container.localPorts()) {
                    if (!uses(container, port)) {
                        routes.add(
                                port, Route.likely("container", container.name().orElse(UNNAMED), PHRASE));
                    }
                }
            }
        }
    }

    /** Whether the container itself listens there, as far as it says so. */
    private static boolean uses(Container container, int port) {
        for (ContainerPort declared : container.ports()) {
            if (declared.number() == port) {
                return true;
            }
        }
        for (Probe probe : container.probes()) {
            if (container.resolve(probe.call().port()).orElse(0) == port) {
                return true;
            }
        }
        return false;
    }
}
