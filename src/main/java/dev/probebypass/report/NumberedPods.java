package dev.probebypass.report;

import dev.probebypass.cluster.Snapshot;
import dev.probebypass.manifests.PodSource;
import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PortReference;
import dev.probebypass.routes.NumberedServices;
import dev.probebypass.routes.NumberedServices.Led;
import dev.probebypass.text.FirstOf;
import dev.probebypass.text.OutsideText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sees to it that what is said of a workload's first pod holds for each of them, where Services tell them apart by number: a port
 * to which a way leads in one of them counts as one to which it leads in all. For one thread.
 */
final class NumberedPods {

    /** So many Services are named. */
    private static final int MOST = 3;

    private static final int FIRST = 8;

    private final Map<Place, NumberedServices> known = new HashMap<>();

    private record Place(String namespace, Set<String> keys) {

        private Place {
            keys = Set.copyOf(keys);
        }
    }

    /**
     * What is known around the pods of a workload.
     *
     * @param note where Services tell the pods apart, that they do
     */
    record View(Snapshot snapshot, Optional<String> note) {}

    /** The view on a pod that stands for all of its workload. */
    View view(PodSource source, Pod pod, Snapshot snapshot) {
        Map<String, String> stems = source.ordinals().labels();
        if (stems.isEmpty()) {
            return new View(snapshot, Optional.empty());
        }
        Map<Integer, Led> selecting = known.computeIfAbsent(
                        new Place(source.namespace(), stems.keySet()),
                        place -> NumberedServices.of(snapshot.routes().services(), place.keys()))
                .select(pod, stems);
        if (selecting.isEmpty()) {
            return new View(snapshot, Optional.empty());
        }
        List<Pod> siblings = numbers(selecting).stream()
                .map(number -> pod.withLabels(labels(pod, source.ordinals().of(number))))
                .toList();
        return new View(snapshot.with(snapshot.routes().alsoFor(siblings)), Optional.of(note(selecting.values())));
    }

    /** The first ones, and of the others those that are led to by other ports: thousands of Services may tell pods apart. */
    private static List<Integer> numbers(Map<Integer, Led> selecting) {
        List<Integer> numbers = new ArrayList<>();
        Set<PortReference> targets = new HashSet<>();
        selecting.forEach((number, led) -> {
            if (targets.addAll(led.targets()) || numbers.size() < FIRST) {
                numbers.add(number);
            }
        });
        return numbers;
    }

    private static Map<String, String> labels(Pod pod, Map<String, String> numbered) {
        Map<String, String> labels = new HashMap<>(pod.labels());
        labels.putAll(numbered);
        return labels;
    }

    private static String note(Collection<Led> selecting) {
        List<String> names = selecting.stream()
                .flatMap(led -> led.services().stream())
                .map(OutsideText::name)
                .toList();
        return "%s %s %s single pods by their number: ports to which one of them leads count as application ports of every pod"
                .formatted(
                        names.size() == 1 ? "Service" : "Services",
                        FirstOf.list(MOST, names),
                        names.size() == 1 ? "selects" : "select");
    }
}
