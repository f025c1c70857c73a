package dev.probebypass.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PortReference;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The index leaves nobody out: what it finds is what asking each Service finds. */
class ServiceIndexTest {

    private static final List<String> KEYS = List.of(
            "app",
            "app.kubernetes.io/name",
            "component",
            "app.kubernetes.io/instance",
            "app.kubernetes.io/part-of",
            "release",
            "role",
            "workload",
            "version",
            "rollouts-pod-template-hash",
            "statefulset.kubernetes.io/pod-name");

    @Property(tries = 3000)
    void findsWhatAskingEachServiceFinds(
            @ForAll("services") List<Service> services, @ForAll("labels") Map<String, String> labels) {
        Pod pod = LabelledPods.pod(labels);

        Routes found = new NamespaceRoutes(Services.of(services, LabelKeys.DEFAULT), List.of(), true)
                .into(pod, _ -> false, _ -> false, true);

        assertThat(found.best(8080)).isEqualTo(best(8080, services, pod));
        assertThat(found.best(8081)).isEqualTo(best(8081, services, pod));
    }

    @Property(tries = 500)
    void findsNoNearOnesWhereTheyAreNotAskedFor(
            @ForAll("services") List<Service> services, @ForAll("labels") Map<String, String> labels) {
        Pod pod = LabelledPods.pod(labels);

        Routes found = new NamespaceRoutes(Services.of(services, LabelKeys.DEFAULT), List.of(), true)
                .into(pod, _ -> false, _ -> false, false);

        assertThat(found.best(8080)).isEqualTo(best(8080, services, pod).filter(ServiceIndexTest::isSure));
    }

    private static boolean isSure(Route route) {
        return route.certainty() == Route.Certainty.SURE;
    }

    private static Optional<Route> best(int port, List<Service> services, Pod pod) {
        return services.stream()
                .flatMap(service -> alone(service, pod).best(port).stream())
                .min(Comparator.naturalOrder());
    }

    private static Routes alone(Service service, Pod pod) {
        Routes routes = new Routes(pod.calledPorts(), _ -> false);
        for (SelectorGroup group : SelectorGroup.of(List.of(service), LabelKeys.DEFAULT)) {
            if (group.selects(pod)) {
                group.lead(pod, routes);
            } else if (group.nearlySelects(pod)) {
                for (PortReference target : group.targets()) {
                    Service.resolve(target, pod).ifPresent(port -> routes.addNear(port, group.nearRoute(target, pod)));
                }
            }
        }
        return routes;
    }

    @Provide
    Arbitrary<Map<String, String>> labels() {
        return Arbitraries.maps(Arbitraries.of(KEYS), Arbitraries.of("a", "b", "primary"))
                .ofMaxSize(5);
    }

    /** In the order of their names, as a store has them. */
    @Provide
    Arbitrary<List<Service>> services() {
        Arbitrary<Map<String, String>> selectors = Arbitraries.maps(
                        Arbitraries.of(KEYS), Arbitraries.of("a", "b", "primary"))
                .ofMaxSize(3);
        Arbitrary<PortReference> targets = Arbitraries.of("8080", "8081", "http", "none")
                .map(text -> Character.isDigit(text.charAt(0))
                        ? PortReference.of(Long.parseLong(text))
                        : PortReference.of(text));
        Arbitrary<List<Service.Port>> ports = targets.map(target -> new Service.Port(Optional.empty(), target, 80))
                .list()
                .ofMinSize(1)
                .ofMaxSize(2);
        return Combinators.combine(selectors, ports)
                .as(Map::entry)
                .list()
                .ofMaxSize(8)
                .map(ServiceIndexTest::named);
    }

    private static List<Service> named(List<Map.Entry<Map<String, String>, List<Service.Port>>> services) {
        return Stream.iterate(0, i -> i < services.size(), i -> i + 1)
                .map(i -> new Service(
                        "service-" + i,
                        services.get(i).getKey(),
                        services.get(i).getValue()))
                .toList();
    }
}
