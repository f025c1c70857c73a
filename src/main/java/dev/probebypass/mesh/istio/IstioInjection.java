package dev.probebypass.mesh.istio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.mesh.Injection;
import dev.probebypass.objects.ClusterObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an injector of Istio's did to a pod that had asked for nothing, and so what its values are.
 *
 * @param rewritesProbes whether a probe calls the agent now
 * @param usesPlugin whether nothing in the pod sets up the redirection
 * @param include the ports that are captured, as Istio writes them
 * @param written the list of excluded ports in the pod's annotation
 * @param exclude the ports that are not captured, but for the sidecar's own
 * @param excludeOutbound the ports elsewhere that are reached without the sidecar
 * @param statusPort where the agent answers
 */
record IstioInjection(
        boolean rewritesProbes,
        boolean usesPlugin,
        String include,
        List<String> written,
        List<String> exclude,
        String excludeOutbound,
        String statusPort)
        implements Injection {

    private static final String STATUS_PORT = Integer.toString(IstioValues.ASSUMED.statusPort());
    private static final List<String> OWN_PORTS = List.of("15090", "15021");

    IstioInjection {
        written = List.copyOf(written);
        exclude = List.copyOf(exclude);
    }

    /** Reads it from the pod as it came back, empty if no injector has been there. */
    static Optional<IstioInjection> of(JsonNode pod) {
        JsonNode spec = pod.path("spec");
        boolean injected = named(IstioAttachment.PROXY, spec.path("containers")).isPresent()
                || named(IstioAttachment.PROXY, spec.path("initContainers")).isPresent();
        return injected ? Optional.of(read(pod)) : Optional.empty();
    }

    private static IstioInjection read(JsonNode pod) {
        Optional<JsonNode> call = rewritten(pod.path("spec").path("containers"));
        Optional<JsonNode> init =
                named(IstioRedirect.INIT_CONTAINER, pod.path("spec").path("initContainers"));
        String statusPort = call.map(http -> http.path("port").asText()).orElse(STATUS_PORT);
        Map<String, String> annotations =
                ClusterObject.texts(pod.path("metadata").path("annotations"));
        return new IstioInjection(
                call.isPresent(),
                init.isEmpty(),
                value(init, "-b", annotations, IstioRedirect.INCLUDE_INBOUND).orElse(IstioValues.ALL_PORTS),
                ports(annotations.getOrDefault(IstioRedirect.EXCLUDE_INBOUND, "")),
                ports(value(init, "-d", annotations, IstioRedirect.EXCLUDE_INBOUND)
                                .orElse(""))
                        .stream()
                        .filter(port -> !OWN_PORTS.contains(port) && !port.equals(statusPort))
                        .toList(),
                value(init, "-o", annotations, IstioRedirect.EXCLUDE_OUTBOUND).orElse(""),
                statusPort);
    }

    /** What the readiness probe of a container calls, if that is the agent now. */
    private static Optional<JsonNode> rewritten(JsonNode containers) {
        for (JsonNode container : containers) {
            JsonNode call = container.path("readinessProbe").path("httpGet");
            if (!container.path("name").asText().equals(IstioAttachment.PROXY)
                    && call.path("path").asText().startsWith(IstioAttachment.REWRITTEN_PATH)) {
                return Optional.of(call);
            }
        }
        return Optional.empty();
    }

    private static Optional<JsonNode> named(String name, JsonNode containers) {
        for (JsonNode container : containers) {
            if (container.path("name").asText().equals(name)) {
                return Optional.of(container);
            }
        }
        return Optional.empty();
    }

    /** With {@code istio-init} its argument counts, else the annotation that the plugin reads. */
    private static Optional<String> value(
            Optional<JsonNode> init, String flag, Map<String, String> annotations, String annotation) {
        return init.isPresent()
                ? argument(init.get().path("args"), flag)
                : Optional.ofNullable(annotations.get(annotation));
    }

    private static Optional<String> argument(JsonNode arguments, String flag) {
        for (int i = 0; i + 1 < arguments.size(); i++) {
            if (arguments.get(i).asText().equals(flag)) {
                return Optional.of(arguments.get(i + 1).asText());
            }
        }
        return Optional.empty();
    }

    private static List<String> ports(String list) {
        return Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(port -> !port.isEmpty())
                .toList();
    }

    /** The injector appends its status port to what it finds. */
    @Override
    public boolean followsExclusionOf(int port) {
        int at = written.indexOf(Integer.toString(port));
        int own = written.indexOf(statusPort);
        return own < 0 || (at >= 0 && at < own);
    }

    @Override
    public String values() {
        List<String> values = new ArrayList<>();
        values.add("mesh.istio.rewriteProbes=" + rewritesProbes);
        if (!include.equals(IstioValues.ALL_PORTS)) {
            values.add("mesh.istio.includeInboundPorts=" + escaped(include));
        }
        if (!exclude.isEmpty()) {
            values.add("mesh.istio.excludeInboundPorts=" + escaped(String.join(",", exclude)));
        }
        if (!excludeOutbound.isEmpty()) {
            values.add("mesh.istio.excludeOutboundPorts=" + escaped(excludeOutbound));
        }
        if (!statusPort.equals(STATUS_PORT)) {
            values.add("mesh.istio.statusPort=" + statusPort);
        }
        return String.join(",", values);
    }

    /** Helm would take a comma for the end of a value. */
    private static String escaped(String ports) {
        return ports.replace(",", "\\,");
    }

    @Override
    public String describe() {
        return "%s, captures %s, excludes %s and has the status port %s"
                .formatted(
                        rewritesProbes ? "rewrites probes" : "leaves probes alone",
                        include.isEmpty() ? "nothing" : include,
                        exclude.isEmpty() ? "nothing" : String.join(",", exclude),
                        statusPort);
    }
}
