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
        for (int i = 0; i < containers.size(); i++) {
            List<ContainerPort> ports = containers.get(i).ports();
            for (int j = 0; j < ports.size(); j++) {
                ContainerPort port = ports.get(j);
                if (port.hostPort() != 0 && port.isValid() && port.protocol().equals("TCP")) {
                    routes.add(port.number(), Route.sure("hostPort", Integer.toString(port.hostPort())));
                }
            }
        }
    }
}
