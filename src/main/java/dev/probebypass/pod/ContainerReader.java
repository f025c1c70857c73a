package dev.probebypass.pod;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads one container after the other. It is used again for each, for there may be thousands. */
final class ContainerReader {

    private static final Comparator<Probe> BY_TYPE = Comparator.comparing(Probe::type);

    private final JsonParser json;
    private final boolean readsLocalPorts;
    private final CallReader calls;
    private final ContainerPortReader containerPorts;
    private final JsonFields.FieldReader fields = this::field;
    private final JsonFields.ElementReader portElements = this::port;
    private final JsonFields.ElementReader argument = this::argument;
    private final JsonFields.ElementReader localPortElements = this::localPort;
    private final JsonFields.FieldReader variableFields = this::variable;
    private final JsonFields.ElementReader variables = this::variable;

    private boolean init;
    private Optional<String> name = Optional.empty();
    private boolean restarts;
    private List<ContainerPort> ports = List.of();
    private List<LifecycleHook> hooks = List.of();
    private List<String> arguments = List.of();
    private List<Integer> localPorts = List.of();
    private List<Probe> probes = List.of();

    ContainerReader(JsonParser json, boolean readsLocalPorts) {
        this.json = json;
        this.readsLocalPorts = readsLocalPorts;
        this.calls = new CallReader(json);
        this.containerPorts = new ContainerPortReader(json);
    }

    /** Reads a container that runs for the pod's whole life. */
    Container regular() throws IOException {
        init = false;
        return container();
    }

    /** Reads an init container, which may be a native sidecar. */
    Container init() throws IOException {
        init = true;
        return container();
    }

    private Container container() throws IOException {
        name = Optional.empty();
        restarts = false;
        ports = List.of();
        hooks = List.of();
        arguments = List.of();
        localPorts = List.of();
        probes = List.of();
        JsonFields.each(json, fields);
        return new Container(name, kind(), ports, probes, hooks, localPorts, arguments);
    }

    private Container.Kind kind() {
        if (!init) {
            return Container.Kind.REGULAR;
        }
        return restarts ? Container.Kind.NATIVE_SIDECAR : Container.Kind.INIT;
    }

    private void field(String field) throws IOException {
        switch (field) {
            case "name" -> name = JsonFields.name(json);
            case "restartPolicy" -> restarts = JsonFields.text(json).equals("Always");
            case "ports" -> {
                ports = new ArrayList<>(4);
                JsonFields.elements(json, portElements);
            }
            case "args" -> arguments();
            case "command" -> localPorts(localPortElements);
            case "env" -> localPorts(variables);
            case "lifecycle" -> hooks = hooks();
            case "readinessProbe" -> probe(Probe.Type.READINESS);
            case "livenessProbe" -> probe(Probe.Type.LIVENESS);
            case "startupProbe" -> probe(Probe.Type.STARTUP);
            default -> json.skipChildren();
        }
    }

    private void port() throws IOException {
        ports.add(containerPorts.read());
    }

    private void arguments() throws IOException {
        arguments = init ? new ArrayList<>() : List.of();
        if (init) {
            JsonFields.elements(json, argument);
        } else {
            localPorts(argument);
        }
    }

    private void localPorts(JsonFields.ElementReader elements) throws IOException {
        if (readsLocalPorts) {
            JsonFields.elements(json, elements);
        } else {
            json.skipChildren();
        }
    }

    private void argument() throws IOException {
        if (init) {
            arguments.add(JsonFields.text(json));
        }
        localPort();
    }

    private void variable() throws IOException {
        JsonFields.each(json, variableFields);
    }

    private void variable(String field) throws IOException {
        if (field.equals("value")) {
            localPort();
        } else {
            json.skipChildren();
        }
    }

    private void localPort() throws IOException {
        localPorts = LocalPorts.find(json, localPorts);
        json.skipChildren();
    }

    private void probe(Probe.Type type) throws IOException {
        Optional<Call> call = calls.read();
        if (probes.isEmpty()) {
            probes = new ArrayList<>(3);
        } else {
            probes.removeIf(probe -> probe.type() == type);
        }
        if (call.isPresent()) {
            probes.add(new Probe(type, call.get()));
            probes.sort(BY_TYPE);
        }
    }

    private List<LifecycleHook> hooks() throws IOException {
        List<LifecycleHook> read = new ArrayList<>(0);
        JsonFields.each(
                json,
                event -> calls.read()
                        // Kubernetes knows no gRPC hook.
                        .filter(call -> call.handler() != Handler.GRPC)
                        .ifPresent(call -> read.add(new LifecycleHook(event, call))));
        return read;
    }
}
