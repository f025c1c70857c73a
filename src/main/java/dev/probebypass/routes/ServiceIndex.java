package dev.probebypass.routes;

import dev.probebypass.routes.SelectorGroup.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * An index of selectors by one of their labels each, so that a pod is not compared with all of them. It never changes.
 */
final class ServiceIndex {

    private final Map<String, Map<String, List<SelectorGroup>>> byLabel = new HashMap<>();

    /** Those whose label need not be there, by its key. */
    private final Map<String, List<SelectorGroup>> byMissingKey = new HashMap<>();

    /** An index for pods that have every label. */
    static ServiceIndex ofSelected(List<SelectorGroup> groups) {
        ServiceIndex index = new ServiceIndex();
        Map<Pair, Integer> counts = counts(groups);
        groups.forEach(group -> rarest(group.selector(), counts).ifPresent(pair -> index.add(pair, group)));
        return index;
    }

    /** An index for pods that may come to have every label. */
    static ServiceIndex ofNearlySelected(List<SelectorGroup> groups) {
        ServiceIndex index = new ServiceIndex();
        Map<Pair, Integer> counts = counts(groups);
        groups.forEach(group -> index.addForNear(group, counts));
        return index;
    }

    /** By a label that must be there, or must not be another one; where there is none, by each that tells. */
    private void addForNear(SelectorGroup group, Map<Pair, Integer> counts) {
        List<Pair> pairs = group.selector();
        Optional<Pair> needed = rarest(pairs.stream().filter(Pair::names).toList(), counts);
        Optional<Pair> key = needed.isPresent()
                ? needed
                : rarest(pairs.stream().filter(pair -> !pair.isTurned()).toList(), counts);
        if (key.isEmpty()) {
            pairs.stream().filter(Pair::tells).forEach(pair -> add(pair, group));
            return;
        }
        add(key.get(), group);
        if (needed.isEmpty()) {
            byMissingKey
                    .computeIfAbsent(key.get().key(), _ -> new ArrayList<>(1))
                    .add(group);
        }
    }

    private void add(Pair pair, SelectorGroup group) {
        byLabel.computeIfAbsent(pair.key(), _ -> new HashMap<>())
                .computeIfAbsent(pair.value(), _ -> new ArrayList<>(1))
                .add(group);
    }

    private static Map<Pair, Integer> counts(List<SelectorGroup> groups) {
        Map<Pair, Integer> counts = new HashMap<>();
        groups.forEach(group -> group.selector().forEach(pair -> counts.merge(pair, 1, Integer::sum)));
        return counts;
    }

    private static Optional<Pair> rarest(List<Pair> pairs, Map<Pair, Integer> counts) {
        return pairs.stream().min(Comparator.comparing(counts::get));
    }

    /**
     * Gives those that a thing with these labels must be compared with, one perhaps more than once.
     *
     * @param consumer says of each whether more of the same list can matter; a list is in the order of the names
     */
    void candidates(Map<String, String> labels, Predicate<SelectorGroup> consumer) {
        for (Map.Entry<String, String> label : labels.entrySet()) {
            Map<String, List<SelectorGroup>> byValue = byLabel.get(label.getKey());
            if (byValue != null) {
                give(byValue.getOrDefault(label.getValue(), List.of()), consumer);
            }
        }
        for (Map.Entry<String, List<SelectorGroup>> missing : byMissingKey.entrySet()) {
            if (!labels.containsKey(missing.getKey())) {
                give(missing.getValue(), consumer);
            }
        }
    }

    private static void give(List<SelectorGroup> groups, Predicate<SelectorGroup> consumer) {
        for (int i = 0; i < groups.size(); i++) {
            if (!consumer.test(groups.get(i))) {
                return;
            }
        }
    }
}
