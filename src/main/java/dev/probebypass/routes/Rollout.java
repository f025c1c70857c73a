package dev.probebypass.routes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.KindStore;
import dev.probebypass.objects.LabelSelector;
import dev.probebypass.objects.ObjectStore;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.WatchedKind;
import dev.probebypass.pod.Controller;
import dev.probebypass.pod.Pod;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An Argo Rollout: it turns the Services that it names to pods of its own once they are available.
 *
 * @param workloadReference the workload whose pod template it takes
 * @param services the names of its Services
 * @see <a href="https://argo-rollouts.readthedocs.io/en/stable/features/specification/">Rollout specification</a>
 */
record Rollout(Route route, LabelSelector selector, Optional<Controller> workloadReference, List<String> services)
        implements RouteSource {

    private static final WatchedKind KIND = WatchedKind.namespaced("argoproj.io", "v1alpha1", "Rollout", "rollouts");

    private static final List<String> SERVICES = List.of(
            "/canary/canaryService",
            "/canary/stableService",
            "/canary/pingPong/pingService",
            "/canary/pingPong/pongService",
            "/blueGreen/activeService",
            "/blueGreen/previewService");

    Rollout {
        services = List.copyOf(services);
    }

    static ObjectStore<RouteSource> store(StoreBudget budget) {
        return new KindStore<>(
                budget,
                KIND,
                Stream.concat(
                                Stream.of(List.of("spec", "selector"), List.of("spec", "workloadRef")),
                                SERVICES.stream().map(path -> List.of(("spec/strategy" + path).split("/"))))
                        .toList(),
                Rollout::read,
                RouteSource::all);
    }

    private static Optional<Rollout> read(ClusterObject object) {
        JsonNode spec = object.json().path("spec");
        List<String> services = SERVICES.stream()
                .map(path -> spec.path("strategy").at(path).asText())
                .filter(name -> !name.isEmpty())
                .toList();
        JsonNode reference = spec.path("workloadRef");
        return Optional.of(new Rollout(
                Route.sure(KIND.kind(), object.key().name()),
                Selectors.read(spec.path("selector")),
                Optional.of(new Controller(
                                reference.path("kind").asText(),
                                reference.path("name").asText()))
                        .filter(workload -> !workload.name().isEmpty()),
                services));
    }

    @Override
    public void find(RouteQuery query, Routes routes) {
        if (hasPod(query.pod())) {
            for (String service : services) {
                query.services().named(service).ifPresent(known -> known.lead(query.pod(), route, routes));
            }
        }
    }

    private boolean hasPod(Pod pod) {
        return selector.selects(pod.labels())
                || pod.workload()
                        .filter(workload -> workload.equals(new Controller(KIND.kind(), route.name()))
                                || Optional.of(workload).equals(workloadReference))
                        .isPresent();
    }
}
