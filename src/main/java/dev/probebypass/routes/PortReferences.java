package dev.probebypass.routes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.pod.PortReference;
import java.util.Optional;

/** Reads ports as objects write them: numbers, or names of a container's ports. */
public final class PortReferences {

    private PortReferences() {}

    /** The port; whatever is no port number counts as a name that no port has. */
    public static PortReference read(JsonNode port) {
        return port.isNumber() ? PortReference.of(port.asLong()) : PortReference.of(port.asText());
    }

    /** The port, empty if there is none. */
    public static Optional<PortReference> find(JsonNode port) {
        return port.isNumber() || port.isTextual() ? Optional.of(read(port)) : Optional.empty();
    }
}
