package dev.probebypass.routes;

import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PortReference;
import dev.probebypass.routes.Route.Certainty;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** The Services of a namespace that have the same selector. */
final class SelectorGroup {

    private final List<Pair> selector;
    private final List<Target> targets;

    /** By those that name no port. */
    private final List<Route> open;

    /** The name of the first Service, to tell groups apart. */
    private final String name;

    private SelectorGroup(List<Pair> selector, List<Target> targets, List<Route> open, String name) {
        this.selector = selector;
        this.targets = targets;
        this.open = open;
        this.name = name;
    }

    /**
     * A label that a pod must have.
     *
     * @param tells a pod that has it may be of the same application
     * @param names a pod without it is of another one
     * @param isTurned the Service may be turned to another value
     */
    record Pair(String key, String value, boolean tells, boolean names, boolean isTurned) {

        static Pair of(Map.Entry<String, String> label, LabelKeys keys) {
            String key = label.getKey();
            return new Pair(
                    key,
                    label.getValue(),
                    keys.tells(key),
                    keys.names(key),
                    !keys.names(key) && keys.isTurned(key, label.getValue()));
        }

        boolean agrees(Map<String, String> labels) {
            return value.equals(labels.get(key));
        }

        /** Whether a pod that lacks exactly this may get it, or the Service may be turned to the pod. */
        boolean mayAgree(Map<String, String> labels) {
            return !names && (isTurned || !labels.containsKey(key));
        }
    }

    /** A port that Services of the group lead to. */
    private record Target(PortReference port, List<Route> routes) {

        private Target {
            routes = List.copyOf(routes);
        }
    }

    /** The groups of these Services, which come in the order of their names. */
    static List<SelectorGroup> of(Collection<Service> services, LabelKeys keys) {
        Map<Map<String, String>, List<Service>> bySelector = new LinkedHashMap<>();
        for (Service service : services) {
            if (!service.selector().isEmpty()) {
                bySelector
                        .computeIfAbsent(service.selector(), _ -> new ArrayList<>(1))
                        .add(service);
            }
        }
        List<SelectorGroup> groups = new ArrayList<>(bySelector.size());
        bySelector.forEach((selector, members) -> groups.add(of(selector, members, keys)));
        return groups;
    }

    private static SelectorGroup of(Map<String, String> selector, List<Service> services, LabelKeys keys) {
        Map<PortReference, List<Route>> routes = new LinkedHashMap<>();
        for (Service service : services) {
            Route route = service.route();
            service.ports().stream()
                    .map(Service.Port::target)
                    .distinct()
                    .forEach(target -> routes.computeIfAbsent(target, _ -> new ArrayList<>(1))
                            .add(route));
        }
        return new SelectorGroup(
                selector.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(label -> Pair.of(label, keys))
                        .toList(),
                routes.entrySet().stream()
                        .map(target -> new Target(target.getKey(), target.getValue()))
                        .toList(),
                services.stream().filter(Service::isOpen).map(Service::route).toList(),
                services.getFirst().name());
    }

    String name() {
        return name;
    }

    List<Pair> selector() {
        return selector;
    }

    /** Whether every label is on the pod. */
    boolean selects(Pod pod) {
        for (int i = 0; i < selector.size(); i++) {
            if (!selector.get(i).agrees(pod.labels())) {
                return false;
            }
        }
        return true;
    }

    /** Adds the ways to the ports of a pod that is selected. */
    void lead(Pod pod, Routes routes) {
        routes.reach();
        if (!open.isEmpty()) {
            routes.addOpen(open);
        }
        for (int i = 0; i < targets.size(); i++) {
            Target target = targets.get(i);
            OptionalInt port = Service.resolve(target.port(), pod);
            if (port.isPresent()) {
                routes.add(port.getAsInt(), target.routes());
            }
        }
    }

    /**
     * Whether the pod may come to be selected: it agrees in a label that tells, and each label in which it does not agree is one
     * that it may get, or one that the Service may be turned away from.
     */
    boolean nearlySelects(Pod pod) {
        boolean tells = false;
        for (int i = 0; i < selector.size(); i++) {
            Pair pair = selector.get(i);
            if (pair.agrees(pod.labels())) {
                tells |= pair.tells();
            } else if (!pair.mayAgree(pod.labels())) {
                return false;
            }
        }
        return tells;
    }

    /** What its Services target. */
    List<PortReference> targets() {
        return targets.stream().map(Target::port).toList();
    }

    /** The way to one of its targets in a pod that is nearly selected: by the first Service that leads there. */
    Route nearRoute(PortReference target, Pod pod) {
        return targets.stream()
                .filter(each -> each.port().equals(target))
                .map(each -> near(each.routes().getFirst(), pod))
                .findFirst()
                .orElseThrow();
    }

    private Route near(Route route, Pod pod) {
        return new Route(route.kind(), route.name(), Certainty.NEAR, Optional.of(phrase(pod)));
    }

    private String phrase(Pod pod) {
        Stream<Pair> others =
                selector.stream().filter(pair -> pod.labels().containsKey(pair.key()) && !pair.agrees(pod.labels()));
        return others.findFirst()
                .map(pair -> "selects %s=%s now and may be turned".formatted(pair.key(), pair.value()))
                .orElse("may select it later");
    }
}
