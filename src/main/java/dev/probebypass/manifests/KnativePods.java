package dev.probebypass.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * What Knative's controller makes of the containers of a revision: the queue proxy stands before the one that serves, and the
 * kubelet's HTTP probes go through it.
 *
 * @see <a href="https://github.com/knative/serving/blob/main/pkg/reconciler/revision/resources/deploy.go">knative/serving:
 *     makePodSpec</a>
 */
final class KnativePods {

    /** What there is to say of such a pod. */
    static final String NOTE = "shown with the queue-proxy that Knative's controller adds, through which probes go";

    private static final Set<String> KINDS = Set.of("Service.serving.knative.dev", "Configuration.serving.knative.dev");

    private static final int QUEUE_PORT = 8012;
    private static final int DEFAULT_PORT = 8080;
    private static final List<String> PROBES = List.of("livenessProbe", "startupProbe");

    private KnativePods() {}

    /** Whether objects of a kind make such pods. */
    static boolean areOf(ApiKind kind) {
        return KINDS.contains(kind.id());
    }

    /** The pod's {@code spec}; what is no list of containers stays as it is. */
    static JsonNode spec(JsonNode template) {
        if (!template.path("containers").path(0).isObject()) {
            return template;
        }
        ObjectNode spec = template.deepCopy();
        StreamSupport.stream(spec.path("containers").spliterator(), false)
                .filter(container -> !container.path("ports").isEmpty())
                .findFirst()
                .or(() -> spec.path("containers").valueStream().findFirst())
                .ifPresent(container -> serve((ObjectNode) container));
        ObjectNode proxy = spec.withArray("containers").addObject().put("name", "queue-proxy");
        proxy.putArray("ports").addObject().put("name", "queue-port").put("containerPort", QUEUE_PORT);
        proxy.putObject("readinessProbe").putObject("httpGet").put("port", QUEUE_PORT);
        return spec;
    }

    /** Its readiness is the queue proxy's to find out. */
    private static void serve(ObjectNode container) {
        int port = container.at("/ports/0/containerPort").asInt(DEFAULT_PORT);
        container.putArray("ports").addObject().put("name", "user-port").put("containerPort", port);
        container.remove("readinessProbe");
        for (String probe : PROBES) {
            call(container.path(probe).path("httpGet"), QUEUE_PORT);
            call(container.path(probe).path("tcpSocket"), port);
            call(container.path(probe).path("grpc"), port);
        }
    }

    private static void call(JsonNode handler, int port) {
        if (handler instanceof ObjectNode object) {
            object.put("port", port);
        }
    }
}
