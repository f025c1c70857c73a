package dev.probebypass.pod;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads one container. */
final class ContainerReader {

    private static final Comparator<Probe> BY_TYPE = Comparator.comparing(Probe::type);

    private final JsonParser json;
    private final boolean init;

    private String name = "";
    private boolean restarts;
    private List<ContainerPort> ports = List.of();
    private List<LifecycleHook> hooks = List.of();
    private List<String> arguments = List.of();
    private List<Probe> probes = List.of();

    private ContainerReader(JsonParser json, boolean init) {
        this.json = json;
        this.init = init;
    }

    static Container read(JsonParser json, boolean init) throws IOException {
        ContainerReader reader = new ContainerReader(json, init);
        Fields.each(json, reader::field);
        return new Container(reader.name, reader.kind(), reader.ports, reader.probes, reader.hooks, reader.arguments);
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
            case "restartPolicy" -> restarts = Fields.text(json, "Always").equals("Always");
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
        List<ContainerPort> read = new ArrayList<>(4);
        Fields.elements(json, () -> read.add(ContainerPortReader.read(json)));
        return read;
    }

    private void probe(Probe.Type type) throws IOException {
        Call call = Call.read(json);
        List<Probe> read = new ArrayList<>(3);
        for (Probe probe : probes) {
            if (probe.type() != type) {
                read.add(probe);
            }
        }
        if (call != null) {
            read.add(new Probe(type, call.handler(), call.port(), call.target()));
        }
        read.sort(BY_TYPE);
        probes = read;
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
        private static final String TCP = "TCP";

        private String name = "";
        private String protocol = TCP;
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
                    String text = Fields.text(json, TCP);
                    protocol = text.isEmpty() ? TCP : text;
                }
                case "containerPort" ->
                    number = Fields.port(json) instanceof PortReference.Numbered(int port) ? port : 0;
                default -> json.skipChildren();
            }
        }
    }
}
