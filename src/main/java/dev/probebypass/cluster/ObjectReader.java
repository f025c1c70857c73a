package dev.probebypass.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.pod.PortReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes what a snapshot holds from Kubernetes objects in JSON. Whatever is missing or of another type is read as absent: an
 * odd object must not take the others with it.
 */
public final class ObjectReader {

    private ObjectReader() {}

    /** The Namespace; of its annotations only ours. */
    public static Namespace namespace(ClusterObject object) {
        Map<String, String> annotations = new HashMap<>(object.annotations());
        annotations.keySet().removeIf(key -> !AnnotationKeys.isOurs(key));
        return new Namespace(object.key().name(), object.labels(), annotations);
    }

    /** The Service, empty if it routes to no pod by itself: without a selector, an ExternalName, or without TCP ports. */
    static Optional<Service> service(ClusterObject object) {
        JsonNode spec = object.json().path("spec");
        Map<String, String> selector = ClusterObject.texts(spec.path("selector"));
        List<Service.Port> ports = new ArrayList<>();
        spec.path("ports").forEach(port -> port(port).ifPresent(ports::add));
        if (selector.isEmpty() || ports.isEmpty() || spec.path("type").asText().equals("ExternalName")) {
            return Optional.empty();
        }
        return Optional.of(new Service(object.key().namespace(), object.key().name(), selector, ports));
    }

    private static Optional<Service.Port> port(JsonNode port) {
        if (!port.path("protocol").asText("TCP").equals("TCP")) {
            return Optional.empty();
        }
        JsonNode target = port.path("targetPort");
        // The API server sets a missing targetPort to the port; a manifest may still lack it.
        boolean missing = target.isMissingNode()
                || target.isNull()
                || (target.isNumber() && target.asLong() == 0)
                || (target.isTextual() && target.asText().isEmpty());
        return Optional.of(new Service.Port(reference(missing ? port.path("port") : target)));
    }

    private static PortReference reference(JsonNode port) {
        return port.isNumber() ? PortReference.of(port.asLong()) : new PortReference.Named(port.asText());
    }
}
