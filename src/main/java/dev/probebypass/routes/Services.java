package dev.probebypass.routes;

import dev.probebypass.pod.Pod;
import java.util.Collection;
import java.util.Comparator;
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
    private final ServiceIndex nearlySelected;

    private Services(
            Map<String, Service> byName,
            List<Service> withoutSelector,
            ServiceIndex selected,
            ServiceIndex nearlySelected) {
        this.byName = byName;
        this.withoutSelector = withoutSelector;
        this.selected = selected;
        this.nearlySelected = nearlySelected;
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
                ServiceIndex.ofNearlySelected(groups));
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

    /** Adds the ways of the Services that nearly select the pod, as far as nothing surer leads to the ports that are asked for. */
    void findNear(Pod pod, Routes routes) {
        nearlySelected.candidates(pod.labels(), group -> {
            boolean matters = !routes.isAnswered(group.name());
            if (matters && group.nearlySelects(pod)) {
                group.nearlyLead(pod, routes);
            }
            return matters;
        });
    }
}
