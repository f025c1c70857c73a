package dev.probebypass.check;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an injector of Istio's did to a pod that had asked for nothing, and so what its values are.
 *
 * @param rewritesProbes whether the probe calls the agent now
 * @param usesPlugin whether nothing in the pod sets up the redirection
 * @param include the ports that are captured, as Istio writes them
 * @param exclude the ports that are not, but for the sidecar's own
 * @param excludeOutbound the ports elsewhere that are reached without the sidecar
 * @param statusPort where the agent answers
 */
record Injection(
        boolean rewritesProbes,
        boolean usesPlugin,
        String include,
        List<String> exclude,
        String excludeOutbound,
        String statusPort) {

    private static final String PROXY = "istio-proxy";
    private static final String INIT = "istio-init";
    private static final String REWRITTEN = "/app-health/";
    private static final String STATUS_PORT = "15020";
    private static final String TRAFFIC = "traffic.sidecar.istio.io/";
    private static final List<String> OWN_PORTS = List.of("15090", "15021");

    /** Reads it from the pod as it came back, empty if no injector has been there. */
    static Optional<Injection> of(Pod pod) {
        List<Container> inits =
                Optional.ofNullable(pod.getSpec().getInitContainers()).orElse(List.of());
        boolean injected = Stream.concat(pod.getSpec().getContainers().stream(), inits.stream())
                .anyMatch(container -> container.getName().equals(PROXY));
        return injected ? Optional.of(read(pod, inits)) : Optional.empty();
    }

    private static Injection read(Pod pod, List<Container> inits) {
        Optional<HTTPGetAction> call = pod.getSpec().getContainers().stream()
                .filter(container -> container.getName().equals(CheckPods.CONTAINER))
                .flatMap(container ->
                        Stream.ofNullable(container.getReadinessProbe().getHttpGet()))
                .filter(http -> http.getPath() != null && http.getPath().startsWith(REWRITTEN))
                .findFirst();
        Optional<Container> init = inits.stream()
                .filter(container -> container.getName().equals(INIT))
                .findFirst();
        String statusPort =
                call.map(http -> String.valueOf(http.getPort().getValue())).orElse(STATUS_PORT);
        Map<String, String> annotations =
                Optional.ofNullable(pod.getMetadata().getAnnotations()).orElse(Map.of());
        return new Injection(
                call.isPresent(),
                init.isEmpty(),
                value(init, "-b", annotations, "includeInboundPorts").orElse("*"),
                without(
                        statusPort,
                        value(init, "-d", annotations, "excludeInboundPorts").orElse("")),
                value(init, "-o", annotations, "excludeOutboundPorts").orElse(""),
                statusPort);
    }

    /** With {@code istio-init} its argument counts, else the annotation that the plugin reads. */
    private static Optional<String> value(
            Optional<Container> init, String flag, Map<String, String> annotations, String annotation) {
        return init.isPresent()
                ? argument(init.get(), flag)
                : Optional.ofNullable(annotations.get(TRAFFIC + annotation));
    }

    private static Optional<String> argument(Container init, String flag) {
        List<String> arguments = Optional.ofNullable(init.getArgs()).orElse(List.of());
        int at = arguments.indexOf(flag);
        return at >= 0 && at + 1 < arguments.size() ? Optional.of(arguments.get(at + 1)) : Optional.empty();
    }

    private static List<String> without(String statusPort, String ports) {
        return Arrays.stream(ports.split(",", -1))
                .map(String::strip)
                .filter(port -> !port.isEmpty() && !OWN_PORTS.contains(port) && !port.equals(statusPort))
                .toList();
    }

    /** The chart's values that say the same, as {@code --set} takes them. */
    String values() {
        List<String> values = new ArrayList<>();
        values.add("mesh.istio.rewriteProbes=" + rewritesProbes);
        if (!include.equals("*")) {
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

    /** In words. */
    String describe() {
        return "its injector %s, captures %s, excludes %s and has the status port %s"
                .formatted(
                        rewritesProbes ? "rewrites probes" : "leaves probes alone",
                        include.isEmpty() ? "nothing" : include,
                        exclude.isEmpty() ? "nothing" : String.join(",", exclude),
                        statusPort);
    }
}
