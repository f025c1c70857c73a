package dev.probebypass.callers;

import dev.probebypass.pod.Pod;
import dev.probebypass.routes.Route;
import dev.probebypass.routes.Routes;
import dev.probebypass.routes.Service;
import dev.probebypass.routes.Services;
import java.util.List;
import java.util.Optional;

/**
 * A question for who calls a port of a pod.
 *
 * @param number of the port, from 1 to 65535
 * @param namespace the pod's
 * @param services those of the namespace
 * @param routes the ways into the pod
 */
public record PortQuery(Pod pod, int number, String namespace, Services services, Routes routes) {

    /** All ways to the port. */
    List<Route> ways() {
        return routes.to(number);
    }

    /** The Service by which a way leads there, empty if it is another one. */
    Optional<Service> service(Route way) {
        return way.isOfService() ? services.named(way.name()) : Optional.empty();
    }

    /** The ports of a Service that lead there, where the Service selects the pod. */
    List<Service.Port> portsOf(Service service) {
        return service.ports().stream()
                .filter(port -> Service.resolve(port.target(), pod).orElse(0) == number)
                .toList();
    }
}
