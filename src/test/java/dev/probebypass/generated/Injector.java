package dev.probebypass.generated;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.mesh.istio.IstioConfiguration;
import dev.probebypass.mesh.istio.IstioValues;
import dev.probebypass.mesh.istio.TestMeshes;
import dev.probebypass.testing.IstioInjector;
import dev.probebypass.testing.IstioInjector.Redirection;
import java.util.List;

/** Istio's injector, which leaves a pod as it is that Istio would not take. */
final class Injector {

    private Injector() {}

    static JsonNode inject(JsonNode pod, Snapshot snapshot) {
        IstioValues values = TestMeshes.istio(snapshot)
                .sight(IstioConfiguration.DEFAULT)
                .values()
                .orElse(IstioValues.ASSUMED);
        return isSelected(pod.at("/metadata/labels"), snapshot)
                        && isTaken(pod.at("/metadata/annotations"), pod.path("metadata"), pod.path("spec"))
                ? new IstioInjector(values, Redirection.INIT_CONTAINER).inject(pod)
                : pod;
    }

    /** Every Namespace here asks for injection; where there is none, only the pod can. */
    private static boolean isSelected(JsonNode labels, Snapshot snapshot) {
        return snapshot.namespace().isPresent()
                || labels.has("istio.io/rev")
                || labels.path("sidecar.istio.io/inject").asText().equals("true");
    }

    private static boolean isTaken(JsonNode annotations, JsonNode metadata, JsonNode spec) {
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
}
