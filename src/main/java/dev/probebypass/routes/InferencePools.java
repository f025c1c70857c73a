package dev.probebypass.routes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.KindStore;
import dev.probebypass.objects.LabelSelector;
import dev.probebypass.objects.ObjectStore;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.WatchedKind;
import dev.probebypass.pod.PortReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * InferencePools: a gateway leads requests to the pods that one selects.
 *
 * @see <a href="https://gateway-api-inference-extension.sigs.k8s.io/api-types/inferencepool/">InferencePool</a>
 */
final class InferencePools {

    private static final WatchedKind KIND =
            WatchedKind.namespaced("inference.networking.k8s.io", "v1", "InferencePool", "inferencepools");

    private InferencePools() {}

    static ObjectStore<RouteSource> store(StoreBudget budget) {
        return new KindStore<>(
                budget,
                KIND,
                List.of(List.of("spec", "selector"), List.of("spec", "targetPorts")),
                InferencePools::read,
                RouteSource::all);
    }

    private static Optional<PortedSelector> read(ClusterObject object) {
        JsonNode spec = object.json().path("spec");
        LabelSelector selector = Selectors.read(spec.path("selector"));
        List<Integer> ports = new ArrayList<>();
        for (JsonNode port : spec.path("targetPorts")) {
            if (PortReference.isPort(port.path("number").asLong())) {
                ports.add(port.path("number").asInt());
            }
        }
        return Optional.of(
                new PortedSelector(Route.sure(KIND.kind(), object.key().name()), selector, ports));
    }
}
