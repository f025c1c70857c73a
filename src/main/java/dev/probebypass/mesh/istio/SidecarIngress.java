package dev.probebypass.mesh.istio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.KindStore;
import dev.probebypass.objects.LabelSelector;
import dev.probebypass.objects.ObjectStore;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.WatchedKind;
import dev.probebypass.pod.PortReference;
import dev.probebypass.routes.Route;
import dev.probebypass.routes.RouteQuery;
import dev.probebypass.routes.RouteSource;
import dev.probebypass.routes.Routes;
import dev.probebypass.routes.Selectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ingress listeners of a Sidecar: ports on which the sidecars of its workloads take traffic.
 *
 * @param selector its workloads; without requirements all of its namespace
 * @param ports from 1 to 65535
 * @see <a href="https://istio.io/latest/docs/reference/config/networking/sidecar/">Sidecar</a>
 */
record SidecarIngress(Route route, LabelSelector selector, List<Integer> ports) implements RouteSource {

    private static final WatchedKind KIND =
            WatchedKind.namespaced("networking.istio.io", "v1beta1", "Sidecar", "sidecars");

    SidecarIngress {
        ports = List.copyOf(ports);
    }

    static ObjectStore<RouteSource> store(StoreBudget budget) {
        return new KindStore<>(
                budget,
                KIND,
                List.of(List.of("spec", "workloadSelector", "labels"), List.of("spec", "ingress", "port", "number")),
                SidecarIngress::read,
                RouteSource::all);
    }

    private static Optional<SidecarIngress> read(ClusterObject object) {
        JsonNode spec = object.json().path("spec");
        List<Integer> ports = new ArrayList<>();
        for (JsonNode listener : spec.path("ingress")) {
            if (PortReference.isPort(listener.at("/port/number").asLong())) {
                ports.add(listener.at("/port/number").asInt());
            }
        }
        return ports.isEmpty()
                ? Optional.empty()
                : Optional.of(new SidecarIngress(
                        Route.sure(KIND.kind(), object.key().name()),
                        Selectors.labels(spec.at("/workloadSelector/labels")),
                        ports));
    }

    @Override
    public void find(RouteQuery query, Routes routes) {
        if (selector.requirements().isEmpty() || selector.selects(query.pod().labels())) {
            ports.forEach(port -> routes.add(port, route));
        }
    }
}
