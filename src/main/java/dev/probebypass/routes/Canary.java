package dev.probebypass.routes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.KindStore;
import dev.probebypass.objects.ObjectStore;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.WatchedKind;
import dev.probebypass.pod.Controller;
import dev.probebypass.pod.PortReference;
import java.util.List;
import java.util.Optional;

/**
 * Flagger's Canary: it makes Services for its target and for the target's copy {@code -primary}.
 *
 * @param target the name of the workload
 * @param port the pods' port
 * @see <a href="https://docs.flagger.app/usage/how-it-works#canary-service">Canary service</a>
 */
record Canary(Route route, String target, PortReference port) implements RouteSource {

    private static final WatchedKind KIND = WatchedKind.namespaced("flagger.app", "v1beta1", "Canary", "canaries");

    static ObjectStore<RouteSource> store(StoreBudget budget) {
        return new KindStore<>(
                budget,
                KIND,
                List.of(
                        List.of("spec", "targetRef", "name"),
                        List.of("spec", "service", "targetPort"),
                        List.of("spec", "service", "port")),
                Canary::read,
                RouteSource::all);
    }

    private static Optional<Canary> read(ClusterObject object) {
        JsonNode spec = object.json().path("spec");
        JsonNode service = spec.path("service");
        return PortReferences.find(service.path("targetPort"))
                .or(() -> PortReferences.find(service.path("port")))
                .map(port -> new Canary(
                        Route.sure(KIND.kind(), object.key().name()),
                        spec.at("/targetRef/name").asText(),
                        port));
    }

    @Override
    public void find(RouteQuery query, Routes routes) {
        boolean hasPod = query.pod()
                .workload()
                .map(Controller::name)
                .filter(name -> name.equals(target) || name.equals(target + "-primary"))
                .isPresent();
        if (hasPod) {
            routes.reach();
            Service.resolve(port, query.pod()).ifPresent(number -> routes.add(number, route));
        }
    }
}
