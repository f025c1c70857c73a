package dev.probebypass.pod;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one container. */
final class ContainerReader {

    private final JsonParser json;
    private final boolean init;

    private String name = "";
    private boolean restarts;
    private List<ContainerPort> ports = List.of();
    private List<LifecycleHook> hooks = List.of();
    private List<String> arguments = List.of();
    private @Nullable Map<Probe.Type, Probe> probes;

    private ContainerReader(JsonParser json, boolean init) {
        this.json = json;
        this.init = init;
    }

    static Container read(JsonParser json, boolean init) throws IOException {
        ContainerReader reader = new ContainerReader(json, init);
        Fields.each(json, reader::field);
        List<Probe> probes = reader.probes == null ? List.of() : List.copyOf(reader.probes.values());
        return new Container(reader.name, reader.kind(), reader.ports, probes, reader.hooks, reader.arguments);
    }

    private Container.Kind kind() {
        if (!init) {
            return Container.Kind.REGULAR;
        }
        return restarts ? Container.Kind.NATIVE_SIDECAR : Container.Kind.INIT;
    }

    private void field(String field) throws IOException {
        switch (field) {
            case "name" -> name = Fields.text(json);
            case "restartPolicy" -> restarts = Fields.text(json).equals("Always");
            case "ports" -> ports = ports();
            case "args" -> arguments = arguments();
            case "lifecycle" -> hooks = hooks();
            case "readinessProbe" -> probe(Probe.Type.READINESS);
            case "livenessProbe" -> probe(Probe.Type.LIVENESS);
            case "startupProbe" -> probe(Probe.Type.STARTUP);
            default -> json.skipChildren();
        }
    }

    private List<String> arguments() throws IOException {
        if (!init) {
            json.skipChildren();
            return List.of();
        }
        List<String> read = new ArrayList<>();
        Fields.elements(json, () -> read.add(Fields.text(json)));
        return read;
    }

    private List<ContainerPort> ports() throws IOException {
        List<ContainerPort> read = new ArrayList<>();
        Fields.elements(json, () -> read.add(ContainerPortReader.read(json)));
        return read;
    }

    private void probe(Probe.Type type) throws IOException {
        Call call = Call.read(json);
        if (probes == null) {
            probes = new EnumMap<>(Probe.Type.class);
        }
        if (call == null) {
            probes.remove(type);
        } else {
            probes.put(type, new Probe(type, call.handler(), call.port(), call.target()));
        }
    }

    private List<LifecycleHook> hooks() throws IOException {
        List<LifecycleHook> read = new ArrayList<>();
        Fields.each(json, event -> {
            Call call = Call.read(json);
            // Kubernetes knows no gRPC hook.
            if (call != null && call.handler() != Handler.GRPC) {
                read.add(new LifecycleHook(event, call.handler(), call.port(), call.target()));
            }
        });
        return read;
    }

    /** Reads one declared port. */
    private static final class ContainerPortReader {
        private String name = "";
        private String protocol = "TCP";
        private int number;

        static ContainerPort read(JsonParser json) throws IOException {
            ContainerPortReader reader = new ContainerPortReader();
            Fields.each(json, field -> reader.field(json, field));
            return new ContainerPort(reader.name, reader.number, reader.protocol);
        }

        private void field(JsonParser json, String field) throws IOException {
            switch (field) {
                case "name" -> name = Fields.text(json);
                case "protocol" -> {
                    if (json.currentToken() == JsonToken.VALUE_STRING) {
                        protocol = json.getText();
                    } else {
                        json.skipChildren();
                    }
                }
                case "containerPort" ->
                    number = Fields.port(json) instanceof PortReference.Numbered(int port) ? port : 0;
                default -> json.skipChildren();
            }
        }
    }
}
