package dev.probebypass.routes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.pod.PortReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads Services. Whatever is missing or of another type is read as absent: an odd object must not take the others with it. */
final class ServiceReader {

    /** The {@code clusterIP} of a Service whose name stands for the addresses of its pods. */
    private static final String HEADLESS = "None";

    private ServiceReader() {}

    /** The Service, empty if it can't lead to a pod: an ExternalName, or one that neither selects pods nor has a TCP port. */
    static Optional<Service> read(ClusterObject object) {
        JsonNode spec = object.json().path("spec");
        Map<String, String> selector = ClusterObject.texts(spec.path("selector"));
        List<Service.Port> ports = new ArrayList<>();
        spec.path("ports").forEach(port -> port(port).ifPresent(ports::add));
        if ((ports.isEmpty() && selector.isEmpty())
                || spec.path("type").asText().equals("ExternalName")) {
            return Optional.empty();
        }
        boolean isOpen =
                spec.path("ports").isEmpty() && spec.path("clusterIP").asText().equals(HEADLESS);
        return Optional.of(new Service(object.key().name(), selector, ports, isOpen, ServiceMarks.of(object)));
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
        return Optional.of(new Service.Port(
                Optional.of(port.path("name").asText()).filter(name -> !name.isEmpty()),
                PortReferences.read(missing ? port.path("port") : target),
                number(port.path("port").asLong())));
    }

    private static int number(long port) {
        return PortReference.isPort(port) ? (int) port : 0;
    }
}
