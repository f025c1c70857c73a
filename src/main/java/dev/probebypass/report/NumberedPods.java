package dev.probebypass.report;

import dev.probebypass.cluster.Snapshot;
import dev.probebypass.manifests.PodSource;
import dev.probebypass.pod.Pod;
import dev.probebypass.routes.NumberedServices;
import dev.probebypass.text.OutsideText;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sees to it that what is said of a workload's first pod holds for each of them, where Services tell them apart by number: a port
 * to which a way leads in one of them counts as one to which it leads in all. For one thread.
 */
final class NumberedPods {

    /** So many Services are named. */
    private static final int MOST = 3;

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
        Map<Integer, List<String>> selecting = known.computeIfAbsent(
                        new Place(source.namespace(), stems.keySet()),
                        place -> NumberedServices.of(snapshot.routes().services(), place.keys()))
                .select(pod, stems);
        if (selecting.isEmpty()) {
            return new View(snapshot, Optional.empty());
        }
        List<Pod> siblings = selecting.keySet().stream()
                .map(ordinal -> pod.withLabels(labels(pod, source.ordinals().of(ordinal))))
                .toList();
        return new View(snapshot.with(snapshot.routes().alsoFor(siblings)), Optional.of(note(selecting.values())));
    }

    private static Map<String, String> labels(Pod pod, Map<String, String> numbered) {
        Map<String, String> labels = new HashMap<>(pod.labels());
        labels.putAll(numbered);
        return labels;
    }

    private static String note(Collection<List<String>> selecting) {
        List<String> names =
                selecting.stream().flatMap(List::stream).distinct().sorted().toList();
        String named = names.stream().limit(MOST).map(OutsideText::name).collect(Collectors.joining(", "));
        return "%s %s%s %s single pods by their number: ports to which one of them leads count as application ports of every pod"
                .formatted(
                        names.size() == 1 ? "Service" : "Services",
                        named,
                        names.size() > MOST ? " and %d more".formatted(names.size() - MOST) : "",
                        names.size() == 1 ? "selects" : "select");
    }
}
