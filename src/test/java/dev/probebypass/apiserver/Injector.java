package dev.probebypass.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.testing.IstioInjector;
import dev.probebypass.testing.IstioInjector.Redirection;

/** Istio's sidecar injector as a webhook. */
final class Injector {

    static final String NAME = "istio-sidecar-injector";

    private Injector() {}

    /** Adds the sidecar, and bakes the excluded ports of the annotation into the arguments of {@code istio-init}. */
    static String patch(JsonNode pod) {
        return patch(pod, Redirection.INIT_CONTAINER);
    }

    /** The same with Istio's CNI plugin: what is excluded stays in the annotation, which the plugin reads. */
    static String patchForThePlugin(JsonNode pod) {
        return patch(pod, Redirection.CNI);
    }

    private static String patch(JsonNode pod, Redirection redirection) {
        JsonNode injected = IstioInjector.withoutValues(redirection).inject(pod);
        return """
                [{"op": "replace", "path": "/metadata", "value": %s}, {"op": "replace", "path": "/spec", "value": %s}]
                """.formatted(injected.path("metadata"), injected.path("spec"));
    }

    /** The ports that {@code istio-init} of a stored pod leaves alone. */
    static String baked(JsonNode pod) {
        for (JsonNode container : pod.at("/spec/initContainers")) {
            if (container.path("name").asText().equals("istio-init")) {
                return IstioInjector.argument(container, "-d");
            }
        }
        throw new AssertionError("istio-init is not in the pod");
    }
}
