package dev.probebypass.routes;

import dev.probebypass.pod.Container;
import dev.probebypass.pod.ContainerPort;
import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PortReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The Services of one namespace. It never changes. */
public final class Services {

    /** No Services. */
    public static final Services NONE = of(List.of(), LabelKeys.DEFAULT);

    private final Map<String, Service> byName;
    private final List<Service> withoutSelector;
    private final ServiceIndex selected;
    private final Map<PortReference, ServiceIndex> nearlySelected;
    private final boolean hasNamedTargets;

    private Services(
            Map<String, Service> byName,
            List<Service> withoutSelector,
            ServiceIndex selected,
            Map<PortReference, ServiceIndex> nearlySelected) {
        this.byName = byName;
        this.withoutSelector = withoutSelector;
        this.selected = selected;
        this.nearlySelected = nearlySelected;
        this.hasNamedTargets =
                nearlySelected.keySet().stream().anyMatch(target -> !(target instanceof PortReference.Numbered));
    }

    /**
     * These Services.
     *
     * @param services in the order of their names
     * @param keys what is known of the keys of labels
     */
    public static Services of(Collection<Service> services, LabelKeys keys) {
        List<SelectorGroup> groups = SelectorGroup.of(services, keys);
        return new Services(
                services.stream().collect(Collectors.toUnmodifiableMap(Service::name, Function.identity())),
                services.stream()
                        .filter(service -> service.selector().isEmpty())
                        .toList(),
                ServiceIndex.ofSelected(groups),
                nearlySelected(groups));
    }

    /** By what they target, for a review asks about few ports. */
    private static Map<PortReference, ServiceIndex> nearlySelected(List<SelectorGroup> groups) {
        Map<PortReference, List<SelectorGroup>> byTarget = new HashMap<>();
        for (SelectorGroup group : groups) {
            group.targets()
                    .forEach(target -> byTarget.computeIfAbsent(target, _ -> new ArrayList<>(1))
                            .add(group));
        }
        Map<PortReference, ServiceIndex> indexes = new HashMap<>();
        byTarget.forEach((target, leading) -> indexes.put(target, ServiceIndex.ofNearlySelected(leading)));
        return indexes;
    }

    /** The Service of that name. */
    public Optional<Service> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All of them, by name. */
    public List<Service> all() {
        return byName.values().stream()
                .sorted(Comparator.comparing(Service::name))
                .toList();
    }

    /** Those without a selector, by name: somebody else writes their endpoints. */
    List<Service> withoutSelector() {
        return withoutSelector;
    }

    /** Adds the ways of the Services that select the pod. */
    void find(Pod pod, Routes routes) {
        selected.candidates(pod.labels(), group -> {
            if (group.selects(pod)) {
                group.lead(pod, routes);
            }
            return true;
        });
    }

    /** Adds the ways of the Services that nearly select the pod, as far as nothing surer leads to the ports that are called. */
    void findNear(Pod pod, Routes routes) {
        for (int port : routes.called()) {
            if (!routes.has(port)) {
                findNear(new PortReference.Numbered(port), port, pod, routes);
                findNear(pod.containers(), port, pod, routes);
                findNear(pod.initContainers(), port, pod, routes);
            }
        }
    }

    /** By the names of a port. */
    private void findNear(List<Container> containers, int port, Pod pod, Routes routes) {
        if (!hasNamedTargets) {
            return;
        }
        for (int i = 0; i < containers.size(); i++) {
            List<ContainerPort> ports = containers.get(i).ports();
            for (int j = 0; j < ports.size(); j++) {
                ContainerPort declared = ports.get(j);
                if (declared.number() == port && declared.name().isPresent()) {
                    findNear(new PortReference.Named(declared.name().get()), port, pod, routes);
                }
            }
        }
    }

    private void findNear(PortReference target, int port, Pod pod, Routes routes) {
        ServiceIndex index = nearlySelected.get(target);
        if (index != null && Service.resolve(target, pod).orElse(0) == port) {
            index.candidates(pod.labels(), group -> {
                boolean matters = routes.isOpen(port, group.name());
                if (matters && group.nearlySelects(pod)) {
                    routes.addNear(port, group.nearRoute(target, pod));
                }
                return matters;
            });
        }
    }
}
