package dev.probebypass.pod;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Optional;

/** Reads one declared port after the other. */
final class ContainerPortReader {

    private static final String TCP = "TCP";

    private final JsonParser json;
    private final JsonFields.FieldReader fields = this::field;

    private Optional<String> name = Optional.empty();
    private String protocol = TCP;
    private int number;
    private int hostPort;

    ContainerPortReader(JsonParser json) {
        this.json = json;
    }

    ContainerPort read() throws IOException {
        name = Optional.empty();
        protocol = TCP;
        number = 0;
        hostPort = 0;
        JsonFields.each(json, fields);
        return new ContainerPort(name, number, hostPort, protocol);
    }

    private void field(String field) throws IOException {
        switch (field) {
            case "name" -> name = JsonFields.name(json);
            case "protocol" -> {
                String text = JsonFields.text(json);
                protocol = text.isEmpty() ? TCP : text;
            }
            case "containerPort" -> number = number();
            case "hostPort" -> hostPort = number();
            default -> json.skipChildren();
        }
    }

    /** 0 for what is no port number. */
    private int number() throws IOException {
        return JsonFields.port(json) instanceof PortReference.Numbered(int port) ? port : 0;
    }
}
