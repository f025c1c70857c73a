package dev.probebypass.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.mesh.istio.IstioConfiguration;
import dev.probebypass.mesh.istio.IstioValues;
import dev.probebypass.mesh.istio.TestMeshes;
import java.util.List;

/**
 * Does to a pod what Istio's injector does, as far as a decision reads it: the sidecar, its status, the redirection with the
 * lists as the annotations have them, and rewritten probes. A pod that Istio would refuse, or not take, stays as it is.
 */
final class Injector {

    private static final String EXCLUDE = "traffic.sidecar.istio.io/excludeInboundPorts";
    private static final String INCLUDE = "traffic.sidecar.istio.io/includeInboundPorts";
    private static final String EXCLUDE_OUTBOUND = "traffic.sidecar.istio.io/excludeOutboundPorts";

    private Injector() {}

    static JsonNode inject(JsonNode pod, Snapshot snapshot) {
        ObjectNode injected = pod.deepCopy();
        ObjectNode metadata = (ObjectNode) injected.path("metadata");
        ObjectNode annotations = metadata.withObject("annotations");
        IstioValues values = TestMeshes.istio(snapshot)
                .sight(IstioConfiguration.DEFAULT)
                .values()
                .orElse(IstioValues.ASSUMED);
        boolean rewrites = rewrites(annotations, values);
        if (!isSelected(metadata.path("labels"), snapshot) || !isTaken(annotations, metadata, injected.path("spec"))) {
            return pod;
        }
        annotations.put("sidecar.istio.io/status", "{}");
        ObjectNode spec = (ObjectNode) injected.path("spec");
        if (rewrites) {
            rewrite(spec.withArray("containers"), statusPort(annotations));
            rewrite(spec.withArray("initContainers"), statusPort(annotations));
        }
        spec.withArray("containers").addObject().put("name", "istio-proxy");
        ArrayNode arguments = spec.withArray("initContainers")
                .addObject()
                .put("name", "istio-init")
                .putArray("args");
        arguments.add("-b").add(annotations.path(INCLUDE).asText(values.includeInboundPorts()));
        arguments
                .add("-d")
                .add("15090,15021," + annotations.path(EXCLUDE).asText(values.excludeInboundPorts()) + ",15020");
        arguments.add("-o").add(annotations.path(EXCLUDE_OUTBOUND).asText(values.excludeOutboundPorts()));
        return injected;
    }

    /** Every Namespace here asks for injection; where there is none, only the pod can. */
    private static boolean isSelected(JsonNode labels, Snapshot snapshot) {
        return snapshot.namespace().isPresent()
                || labels.has("istio.io/rev")
                || labels.path("sidecar.istio.io/inject").asText().equals("true");
    }

    private static boolean isTaken(ObjectNode annotations, ObjectNode metadata, JsonNode spec) {
        return !spec.path("hostNetwork").asBoolean()
                && !annotations
                        .path("sidecar.istio.io/interceptionMode")
                        .asText()
                        .equals("NONE")
                && !List.of("gateway", "grpc-agent")
                        .contains(annotations.path("inject.istio.io/templates").asText())
                && !annotations.path("sidecar.istio.io/inject").asText().equals("false")
                && !metadata.path("labels")
                        .path("sidecar.istio.io/inject")
                        .asText()
                        .equals("false");
    }

    private static boolean rewrites(ObjectNode annotations, IstioValues values) {
        return switch (annotations
                .path("sidecar.istio.io/rewriteAppHTTPProbers")
                .asText()) {
            case "true", "T" -> true;
            case "false" -> false;
            default -> values.rewritesProbes();
        };
    }

    private static int statusPort(ObjectNode annotations) {
        String port = annotations.path("status.sidecar.istio.io/port").asText();
        return port.matches("[0-9]+") ? Integer.parseInt(port) : 15020;
    }

    private static void rewrite(ArrayNode containers, int statusPort) {
        for (JsonNode container : containers) {
            for (String probe : List.of("readinessProbe", "livenessProbe", "startupProbe")) {
                if (container.path(probe) instanceof ObjectNode rewritten) {
                    rewritten.removeAll();
                    rewritten.putObject("httpGet").put("port", statusPort).put("path", "/app-health/app/readyz");
                }
            }
        }
    }
}
