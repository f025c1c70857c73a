package dev.probebypass.routes;

import dev.probebypass.names.KubernetesKeys;
import dev.probebypass.pod.Container;
import dev.probebypass.pod.ContainerPort;
import java.util.Set;

/**
 * The ports that carry the requests of a Knative revision: its Services are made a moment after its pods, and every request
 * reaches the application through the queue proxy.
 *
 * @see <a href="https://github.com/knative/serving/blob/main/pkg/networking/constants.go">knative/serving: networking</a>
 */
final class KnativeRevision implements RouteSource {

    private static final String KIND = "Knative revision";
    private static final String QUEUE_PROXY = "queue-proxy";
    private static final Set<String> QUEUE_PORTS = Set.of("queue-port", "https-port");
    private static final String USER_PORT = "user-port";

    @Override
    public void find(RouteQuery query, Routes routes) {
        String revision = query.pod().labels().get(KubernetesKeys.KNATIVE_REVISION);
        if (revision != null) {
            Route route = Route.sure(KIND, revision);
            for (Container container : query.pod().containers()) {
                for (ContainerPort port : container.ports()) {
                    if (port.isValid() && carriesRequests(container, port)) {
                        routes.add(port.number(), route);
                    }
                }
            }
        }
    }

    private static boolean carriesRequests(Container container, ContainerPort port) {
        return container.isNamed(QUEUE_PROXY)
                ? port.name().filter(QUEUE_PORTS::contains).isPresent()
                : port.isNamed(USER_PORT);
    }
}
