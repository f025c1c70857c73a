package dev.probebypass.routes;

import dev.probebypass.pod.Controller;
import dev.probebypass.pod.Pod;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The endpoints of one namespace that somebody else than the endpoints controller wrote. Those that are there name pods of
 * before: the ways that they lead will likely lead to a pod of the same controller.
 */
final class Endpoints implements RouteSource {

    private static final Set<String> WITH_REPLICA_SETS = Set.of("Deployment", "Rollout");
    private static final Optional<String> SIBLING = Optional.of("names a pod of the same workload");
    private static final Optional<String> NO_SELECTOR =
            Optional.of("has no selector, and its endpoints may name the pod");

    private final Map<String, List<Slice>> byPod = new HashMap<>();

    /** By the names of pods without their last segment, and without the last two, as controllers name the pods they make. */
    private final Map<String, List<Slice>> byController = new HashMap<>();

    private final Map<String, List<Slice>> byOwnerOfController = new HashMap<>();
    private final Set<String> servicesWithAddresses = new HashSet<>();

    Endpoints(Collection<Slice> slices) {
        slices.forEach(this::add);
    }

    private void add(Slice slice) {
        if (slice.hasAddresses()) {
            slice.service().ifPresent(servicesWithAddresses::add);
        }
        Set<String> controllers = new HashSet<>();
        Set<String> owners = new HashSet<>();
        for (String pod : slice.pods()) {
            byPod.computeIfAbsent(pod, _ -> new ArrayList<>(1)).add(slice);
            controllers.add(withoutLastSegment(pod));
            owners.add(withoutLastSegment(withoutLastSegment(pod)));
        }
        if (!slice.followsSelector()) {
            controllers.forEach(name ->
                    byController.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(slice));
            owners.forEach(name -> byOwnerOfController
                    .computeIfAbsent(name, _ -> new ArrayList<>(1))
                    .add(slice));
        }
    }

    private static String withoutLastSegment(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('-')));
    }

    @Override
    public void find(RouteQuery query, Routes routes) {
        if (byPod.isEmpty() && query.services().withoutSelector().isEmpty()) {
            return;
        }
        Pod pod = query.pod();
        pod.name().ifPresent(name -> {
            byPod.getOrDefault(name, List.of()).forEach(slice -> slice.lead(slice.route(), routes));
            if (name.endsWith("-")) { // generated: what made it is called so
                likely(byController, withoutLastSegment(name), routes);
            }
        });
        pod.workload().ifPresent(workload -> {
            likely(
                    WITH_REPLICA_SETS.contains(workload.kind()) ? byOwnerOfController : byController,
                    workload.name(),
                    routes);
            query.services().withoutSelector().forEach(service -> withoutAddress(service, workload, pod, routes));
        });
    }

    private static void likely(Map<String, List<Slice>> slices, String name, Routes routes) {
        for (Slice slice : slices.getOrDefault(name, List.of())) {
            slice.lead(Route.likely(slice.route().kind(), slice.route().name(), SIBLING), routes);
        }
    }

    /** Nobody has written an address yet; the Service is called as the workload. */
    private void withoutAddress(Service service, Controller workload, Pod pod, Routes routes) {
        boolean isCalledSo =
                service.name().equals(workload.name()) || service.name().startsWith(workload.name() + "-");
        if (isCalledSo && !servicesWithAddresses.contains(service.name())) {
            service.lead(pod, Route.likely(Service.KIND, service.name(), NO_SELECTOR), routes);
        }
    }
}
