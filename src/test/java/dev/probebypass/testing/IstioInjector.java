package dev.probebypass.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probebypass.mesh.istio.IstioValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What Istio's injector makes of a pod, as far as a second call of ours can see it: annotations, {@code istio-init} or
 * {@code istio-validation} with its arguments, the sidecar, rewritten probes.
 *
 * @param redirection who redirects
 * @see <a
 *     href="https://github.com/istio/istio/blob/master/manifests/charts/istio-control/istio-discovery/files/injection-template.yaml">injection-template.yaml</a>
 * @see <a href="https://github.com/istio/istio/blob/master/pkg/kube/inject/app_probe.go">app_probe.go</a>
 */
public record IstioInjector(IstioValues values, Redirection redirection) {

    private static final String STATUS = "sidecar.istio.io/status";
    private static final String STATUS_PORT = "status.sidecar.istio.io/port";
    private static final String REWRITE = "sidecar.istio.io/rewriteAppHTTPProbers";
    private static final String INCLUDE_INBOUND = "traffic.sidecar.istio.io/includeInboundPorts";
    private static final String EXCLUDE_INBOUND = "traffic.sidecar.istio.io/excludeInboundPorts";
    private static final String EXCLUDE_OUTBOUND = "traffic.sidecar.istio.io/excludeOutboundPorts";
    private static final String IMAGE = "example.test/proxyv2:1";
    private static final Set<String> TRUE = Set.of("1", "t", "T", "TRUE", "true", "True");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "FALSE", "false", "False");

    /** Who redirects a pod's traffic, and so where the lists of ports end up. */
    public enum Redirection {
        /** The container {@code istio-init}, by its arguments; the sidecar is an ordinary container. */
        INIT_CONTAINER,
        /** Istio's CNI plugin, by the stored pod's annotations; the sidecar is a native one. */
        CNI
    }

    /** Whether an injector has been there. */
    public static boolean hasInjected(JsonNode pod) {
        return pod.path("metadata").path("annotations").has(STATUS);
    }

    /** An injector of an installation that leaves probes alone and excludes nothing. */
    public static IstioInjector withoutValues(Redirection redirection) {
        return new IstioInjector(IstioValues.ASSUMED, redirection);
    }

    /** An injector whose configuration we don't see: it excludes a port mesh-wide. */
    public static IstioInjector ofUnseen(Redirection redirection, boolean rewrites) {
        IstioValues known = IstioValues.ASSUMED;
        return new IstioInjector(
                new IstioValues(rewrites, "*", "7070", "", known.statusPort(), false, known.selection()), redirection);
    }

    /** The pod with its sidecar. */
    public JsonNode inject(JsonNode original) {
        ObjectNode pod = original.deepCopy();
        ObjectNode metadata = object(pod, "metadata");
        ObjectNode annotations = object(metadata, "annotations");
        ObjectNode spec = object(pod, "spec");
        List<String> arguments = arguments(annotations);
        boolean rewrites = rewrites(annotations);
        int statusPort = statusPort(annotations);
        annotate(annotations);
        object(metadata, "labels").put("security.istio.io/tlsMode", "istio");
        addContainers(spec, arguments);
        if (rewrites) {
            spec.path("containers").forEach(container -> rewrite(container, statusPort));
            spec.path("initContainers").forEach(container -> rewrite(container, statusPort));
        }
        return pod;
    }

    /** An annotation, even an empty one, replaces what holds for the mesh. */
    private static String orDefault(ObjectNode annotations, String key, String otherwise) {
        return annotations.has(key) ? annotations.path(key).asText() : otherwise;
    }

    private int statusPort(ObjectNode annotations) {
        String port = annotations.path(STATUS_PORT).asText();
        return port.matches("[0-9]+") ? Integer.parseInt(port) : values.statusPort();
    }

    private boolean rewrites(ObjectNode annotations) {
        String said = annotations.path(REWRITE).asText();
        return TRUE.contains(said) || (!FALSE.contains(said) && values.rewritesProbes());
    }

    private String excludedInbound(ObjectNode annotations) {
        String statusPort = orDefault(annotations, STATUS_PORT, Integer.toString(values.statusPort()));
        String listed = orDefault(annotations, EXCLUDE_INBOUND, values.excludeInboundPorts());
        List<String> ports = new ArrayList<>();
        for (String port : listed.split(",", -1)) {
            if (port.equals(statusPort)) {
                return listed;
            }
            if (!port.isBlank()) {
                ports.add(port.strip());
            }
        }
        if (statusPort.isEmpty() || statusPort.equals("0")) {
            return listed;
        }
        ports.add(statusPort);
        return String.join(",", ports);
    }

    private List<String> arguments(ObjectNode annotations) {
        String excluded = excludedInbound(annotations);
        List<String> arguments = new ArrayList<>(List.of("istio-iptables", "-p", "15001", "-z", "15006", "-u", "1337"));
        arguments.addAll(List.of("-m", "REDIRECT", "-i", "*", "-x", ""));
        arguments.addAll(List.of("-b", orDefault(annotations, INCLUDE_INBOUND, values.includeInboundPorts())));
        arguments.addAll(List.of("-d", excluded.isEmpty() ? "15090,15021" : "15090,15021," + excluded));
        if (annotations.has(EXCLUDE_OUTBOUND) || !values.excludeOutboundPorts().isEmpty()) {
            arguments.addAll(List.of("-o", orDefault(annotations, EXCLUDE_OUTBOUND, values.excludeOutboundPorts())));
        }
        arguments.add("--log_output_level=default:info");
        if (redirection == Redirection.CNI) {
            arguments.addAll(List.of("--run-validation", "--skip-rule-apply"));
        }
        return arguments;
    }

    private void annotate(ObjectNode annotations) {
        if (redirection == Redirection.CNI) {
            String excludedInbound = excludedInbound(annotations);
            annotations.put("sidecar.istio.io/interceptionMode", "REDIRECT");
            annotations.put(INCLUDE_INBOUND, orDefault(annotations, INCLUDE_INBOUND, values.includeInboundPorts()));
            annotations.put(EXCLUDE_INBOUND, excludedInbound);
            if (annotations.has(EXCLUDE_OUTBOUND)
                    || !values.excludeOutboundPorts().isEmpty()) {
                annotations.put(
                        EXCLUDE_OUTBOUND, orDefault(annotations, EXCLUDE_OUTBOUND, values.excludeOutboundPorts()));
            }
        }
        annotations.put("istio.io/rev", "default");
        if (!annotations.path("prometheus.istio.io/merge-metrics").asText().equals("false")) {
            annotations.put("prometheus.io/port", "15020");
        }
        annotations.put(STATUS, "{\"initContainers\":[\"istio-init\"],\"containers\":[\"istio-proxy\"]}");
    }

    private void addContainers(ObjectNode spec, List<String> arguments) {
        ArrayNode initContainers = spec.withArray("initContainers");
        if (redirection == Redirection.CNI) {
            ObjectNode sidecar = sidecar();
            sidecar.put("restartPolicy", "Always");
            initContainers.insert(0, sidecar);
            initContainers.insert(0, initContainer("istio-validation", arguments));
        } else {
            if (!has(initContainers, "istio-init")) {
                initContainers.add(initContainer("istio-init", arguments));
            }
            spec.withArray("containers").add(sidecar());
        }
    }

    /** A container of that name that the user brings stays: its arguments win over the template's. */
    private static boolean has(ArrayNode containers, String name) {
        for (JsonNode container : containers) {
            if (container.path("name").asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static ObjectNode initContainer(String name, List<String> arguments) {
        ObjectNode container = JsonNodeFactory.instance.objectNode();
        container.put("name", name).put("image", IMAGE);
        arguments.forEach(container.putArray("args")::add);
        return container;
    }

    /** What a container is told with a flag. */
    public static String argument(JsonNode container, String flag) {
        JsonNode arguments = container.path("args");
        for (int i = 0; i + 1 < arguments.size(); i++) {
            if (arguments.get(i).asText().equals(flag)) {
                return arguments.get(i + 1).asText();
            }
        }
        throw new AssertionError(flag + " is no argument of " + container);
    }

    private static ObjectNode sidecar() {
        ObjectNode container = JsonNodeFactory.instance.objectNode();
        container.put("name", "istio-proxy").put("image", IMAGE);
        container.putArray("ports").addObject().put("name", "http-envoy-prom").put("containerPort", 15090);
        container
                .putObject("readinessProbe")
                .putObject("httpGet")
                .put("path", "/healthz/ready")
                .put("port", 15021);
        return container;
    }

    private static void rewrite(JsonNode container, int statusPort) {
        String name = container.path("name").asText();
        if (name.equals("istio-proxy")) {
            return;
        }
        String path = "/app-health/" + name + "/";
        rewrite(container.path("readinessProbe"), path + "readyz", statusPort);
        rewrite(container.path("livenessProbe"), path + "livez", statusPort);
        rewrite(container.path("startupProbe"), path + "startupz", statusPort);
        rewrite(container.path("lifecycle").path("preStop"), "/app-lifecycle/" + name + "/prestopz", statusPort);
        rewrite(container.path("lifecycle").path("postStart"), "/app-lifecycle/" + name + "/poststartz", statusPort);
    }

    private static void rewrite(JsonNode handler, String path, int statusPort) {
        if (handler instanceof ObjectNode call) {
            if (call.path("httpGet") instanceof ObjectNode http) {
                http.put("path", path).put("port", statusPort).remove("protocol");
                if (http.path("scheme").asText().equals("HTTPS")) {
                    http.put("scheme", "HTTP");
                }
            } else if (call.has("tcpSocket") || call.has("grpc")) {
                call.remove(List.of("tcpSocket", "grpc"));
                call.putObject("httpGet").put("path", path).put("port", statusPort);
            }
        }
    }

    private static ObjectNode object(ObjectNode parent, String field) {
        return parent.path(field) instanceof ObjectNode present ? present : parent.putObject(field);
    }
}
