package dev.probebypass.mesh.istio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.KindStore;
import dev.probebypass.objects.LabelSelector;
import dev.probebypass.objects.ObjectStore;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.WatchedKind;
import dev.probebypass.pod.PortReference;
import dev.probebypass.routes.PortedSelector;
import dev.probebypass.routes.Route;
import dev.probebypass.routes.RouteSource;
import dev.probebypass.routes.Selectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * ServiceEntries that select pods of their namespace: sidecars of callers speak mTLS to them.
 *
 * @see <a href="https://istio.io/latest/docs/reference/config/networking/service-entry/">ServiceEntry</a>
 */
final class ServiceEntries {

    /** The version that every release serves that is supported. */
    private static final WatchedKind KIND =
            WatchedKind.namespaced("networking.istio.io", "v1beta1", "ServiceEntry", "serviceentries");

    private ServiceEntries() {}

    static ObjectStore<RouteSource> store(StoreBudget budget) {
        return new KindStore<>(
                budget,
                KIND,
                List.of(List.of("spec", "workloadSelector", "labels"), List.of("spec", "ports")),
                ServiceEntries::read,
                RouteSource::all);
    }

    private static Optional<PortedSelector> read(ClusterObject object) {
        JsonNode spec = object.json().path("spec");
        LabelSelector selector = Selectors.labels(spec.at("/workloadSelector/labels"));
        return selector.requirements().isEmpty()
                ? Optional.empty()
                : Optional.of(new PortedSelector(
                        Route.sure(KIND.kind(), object.key().name()), selector, ports(spec.path("ports"))));
    }

    private static List<Integer> ports(JsonNode ports) {
        List<Integer> numbers = new ArrayList<>(ports.size());
        for (JsonNode port : ports) {
            long number = port.path("targetPort").asLong(port.path("number").asLong());
            boolean isTcp = !port.path("protocol").asText().equalsIgnoreCase("UDP");
            if (isTcp && PortReference.isPort(number)) {
                numbers.add((int) number);
            }
        }
        return numbers;
    }
}
