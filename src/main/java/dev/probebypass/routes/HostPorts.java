package dev.probebypass.routes;

import dev.probebypass.pod.Container;
import dev.probebypass.pod.ContainerPort;
import java.util.List;

/** Ports of the node that lead to ports of a container: they are there for other callers than the kubelet. */
final class HostPorts implements RouteSource {

    @Override
    public void find(RouteQuery query, Routes routes) {
        find(query.pod().containers(), routes);
        find(query.pod().initContainers(), routes);
    }

    private static void find(List<Container> containers, Routes routes) {
        for (Container container : containers) {
            for (ContainerPort port : container.ports()) {
                if (port.hostPort() != 0 && port.isValid() && port.protocol().equals("TCP")) {
                    routes.add(port.number(), Route.sure("hostPort", Integer.toString(port.hostPort())));
                }
            }
        }
    }
}
