package dev.probebypass.apiserver;

import com.fasterxml.jackson.databind.JsonNode;

/** What Istio's sidecar injector does to a pod, as far as the order of webhooks matters. */
final class Injector {

    static final String NAME = "istio-sidecar-injector";

    /** Ports the injector excludes of its own accord. */
    private static final String OWN_PORTS = "15090,15021,15020";

    private Injector() {}

    /** Adds the sidecar, and bakes the excluded ports of the annotation into the arguments of {@code istio-init}. */
    static String patch(JsonNode pod) {
        return """
                [%s%s
                 {"op": "add", "path": "/metadata/annotations/sidecar.istio.io~1status", "value": "{}"},
                 {"op": "add", "path": "/spec/initContainers/0",
                  "value": {"name": "istio-init", "image": "example.test/proxyv2:1",
                            "args": ["istio-iptables", "-p", "15001", "-b", "*", "-d", "%s"]}},
                 {"op": "add", "path": "/spec/containers/-",
                  "value": {"name": "istio-proxy", "image": "example.test/proxyv2:1"}}]
                """.formatted(
                        present(pod, "/metadata", "annotations", "{}"),
                        present(pod, "/spec", "initContainers", "[]"),
                        excluded(pod));
    }

    /** The same with Istio's CNI plugin: what is excluded stays in the annotation, which the plugin reads. */
    static String patchForThePlugin(JsonNode pod) {
        String excluded =
                pod.at("/metadata/annotations").path(Installation.EXCLUDED).asText();
        return """
                [%s%s
                 {"op": "add", "path": "/metadata/annotations/sidecar.istio.io~1status", "value": "{}"},
                 {"op": "add", "path": "/metadata/annotations/traffic.sidecar.istio.io~1includeInboundPorts", "value": "*"},
                 {"op": "add", "path": "/metadata/annotations/traffic.sidecar.istio.io~1excludeInboundPorts",
                  "value": "%s"},
                 {"op": "add", "path": "/spec/initContainers/0",
                  "value": {"name": "istio-validation", "image": "example.test/proxyv2:1"}},
                 {"op": "add", "path": "/spec/containers/-",
                  "value": {"name": "istio-proxy", "image": "example.test/proxyv2:1"}}]
                """.formatted(
                        present(pod, "/metadata", "annotations", "{}"),
                        present(pod, "/spec", "initContainers", "[]"),
                        excluded.isEmpty() ? "15020" : excluded + ",15020");
    }

    private static String present(JsonNode pod, String parent, String child, String empty) {
        return pod.at(parent).has(child) ? "" : """
                {"op": "add", "path": "%s/%s", "value": %s},
                """.formatted(parent, child, empty);
    }

    private static String excluded(JsonNode pod) {
        String users = pod.path("metadata")
                .path("annotations")
                .path(Installation.EXCLUDED)
                .asText();
        return users.isEmpty() ? OWN_PORTS : OWN_PORTS + "," + users;
    }

    /** The ports that {@code istio-init} of a stored pod leaves alone. */
    static String baked(JsonNode pod) {
        return pod.at("/spec/initContainers/0/args").path(6).asText();
    }
}
