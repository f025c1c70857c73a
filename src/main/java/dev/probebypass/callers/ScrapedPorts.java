package dev.probebypass.callers;

import dev.probebypass.pod.PortNames;
import dev.probebypass.routes.Service;
import java.util.Set;

/** Ports of Services that are there for monitoring by what the Services say themselves. */
final class ScrapedPorts {

    /** What such a port is called. */
    private static final Set<String> WORDS = Set.of("metrics", "management", "mgmt", "monitoring");

    private ScrapedPorts() {}

    /**
     * Whether a Service says so: by an annotation for Prometheus, or by the name of its only port. An annotation that names no port
     * does not say which of several is meant.
     *
     * @param number the pod's port that the Service's leads to
     */
    static boolean isMarked(Service service, Service.Port port, int number) {
        boolean isOnly = service.ports().size() == 1;
        boolean isNamed = port.name().filter(ScrapedPorts::isForMonitoring).isPresent();
        boolean isAnnotated = service.marks().isScraped();
        int asked = service.marks().scrapedPort().orElse(0);
        if (isAnnotated && asked != 0) {
            return asked == number || asked == port.number() || (isOnly && isNamed);
        }
        return (isOnly && (isNamed || isAnnotated)) || (isNamed && isAnnotated);
    }

    /** Whether a name says that the port is for monitoring. */
    static boolean isForMonitoring(String name) {
        return PortNames.says(name, WORDS);
    }
}
