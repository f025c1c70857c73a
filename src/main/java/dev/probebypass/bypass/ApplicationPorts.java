package dev.probebypass.bypass;

import dev.probebypass.cluster.Route;
import dev.probebypass.names.AnnotationKeys;
import java.util.List;

/**
 * Which of a pod's ports carry application traffic.
 *
 * @param routes the ways into the pod that Services make
 */
record ApplicationPorts(List<Route> routes, Options options) {

    boolean has(int port) {
        return isNamed(port) || isRouted(port);
    }

    /** Whether the user said so: such a port is never bypassed, whatever else is said. */
    boolean isNamed(int port) {
        return options.applicationPorts().contains(port);
    }

    private boolean isRouted(int port) {
        for (Route route : routes) {
            if (route.port() == port) {
                return true;
            }
        }
        return false;
    }

    /** Who says so, for a warning: the first Service by name, else the user. */
    String source(int port) {
        return routes.stream()
                .filter(route -> route.port() == port)
                .map(Route::service)
                .min(String::compareTo)
                .map(name -> "Service " + name)
                .orElse(AnnotationKeys.APPLICATION_PORTS);
    }
}
