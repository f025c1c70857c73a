package dev.probebypass.bypass;

import dev.probebypass.cluster.Route;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which of a pod's ports carry application traffic.
 *
 * @param routes the ways into the pod that Services make
 */
record ApplicationPorts(List<Route> routes, Options options) {

    boolean has(int port) {
        return isNamed(port) || service(port).isPresent();
    }

    /** Whether the user said so: such a port is never bypassed, whatever else is said. */
    boolean isNamed(int port) {
        return options.applicationPorts().contains(port);
    }

    /** Who says so, for a warning. */
    String source(int port) {
        return service(port).map(name -> "Service " + name).orElse(Keys.APPLICATION_PORTS);
    }

    private Optional<String> service(int port) {
        List<String> names = new ArrayList<>(0);
        for (Route route : routes) {
            if (route.port() == port) {
                names.add(route.service());
            }
        }
        return names.stream().min(String::compareTo);
    }

    /** What Services say the port speaks. */
    Set<String> protocols(int port) {
        Set<String> protocols = new HashSet<>(0);
        for (Route route : routes) {
            if (route.port() == port && !route.appProtocol().isEmpty()) {
                protocols.add(route.appProtocol());
            }
        }
        return protocols;
    }
}
