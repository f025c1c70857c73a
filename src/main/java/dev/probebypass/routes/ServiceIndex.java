package dev.probebypass.routes;

import dev.probebypass.routes.SelectorGroup.Pair;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * An index of selectors by one of their labels each, so that a pod is not compared with all of them. It never changes.
 */
final class ServiceIndex {

    private final Map<String, Map<String, Bucket>> byLabel = new HashMap<>();

    /**
     * The selectors that have one label in common. Those that have another label, which a thing must have or must not have
     * otherwise, are kept by that.
     */
    private static final class Bucket {

        private final List<SelectorGroup> plain = new ArrayList<>(0);
        private final Map<String, Map<String, List<SelectorGroup>>> byOther = new HashMap<>(2);
        private final Map<String, List<SelectorGroup>> byKeyOfOther = new HashMap<>(2);

        void add(Optional<Pair> other, SelectorGroup group) {
            other.ifPresentOrElse(
                    pair -> {
                        byOther.computeIfAbsent(pair.key(), _ -> new HashMap<>())
                                .computeIfAbsent(pair.value(), _ -> new ArrayList<>(1))
                                .add(group);
                        byKeyOfOther
                                .computeIfAbsent(pair.key(), _ -> new ArrayList<>(1))
                                .add(group);
                    },
                    () -> plain.add(group));
        }

        void give(Map<String, String> labels, Predicate<SelectorGroup> consumer) {
            give(plain, consumer);
            if (!byOther.isEmpty()) {
                byOther.forEach((key, byValue) -> {
                    String value = labels.get(key);
                    give(
                            value == null
                                    ? byKeyOfOther.getOrDefault(key, List.of())
                                    : byValue.getOrDefault(value, List.of()),
                            consumer);
                });
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

    /** An index for pods that have every label. */
    static ServiceIndex ofSelected(List<SelectorGroup> groups) {
        ServiceIndex index = new ServiceIndex();
        Map<Pair, Integer> counts = counts(groups);
        groups.forEach(group ->
                rarest(group.selector().stream(), counts).ifPresent(pair -> index.add(pair, Optional.empty(), group)));
        return index;
    }

    /** An index for pods that may come to have every label. */
    static ServiceIndex ofNearlySelected(List<SelectorGroup> groups) {
        ServiceIndex index = new ServiceIndex();
        Map<Pair, Integer> counts = counts(groups);
        groups.forEach(group -> index.addForNear(group, counts));
        return index;
    }

    /** By a label that must be there; where there is none, by each that tells, of which one must be. */
    private void addForNear(SelectorGroup group, Map<Pair, Integer> counts) {
        List<Pair> pairs = group.selector();
        rarest(pairs.stream().filter(Pair::names), counts)
                .map(Stream::of)
                .orElseGet(() -> pairs.stream().filter(Pair::tells))
                .forEach(pair -> add(
                        pair,
                        rarest(pairs.stream().filter(other -> !other.equals(pair) && isFirm(other)), counts),
                        group));
    }

    /** Whether a thing that has another value for the key can't come to be selected. */
    private static boolean isFirm(Pair pair) {
        return !pair.names() && !pair.isTurned();
    }

    private void add(Pair pair, Optional<Pair> other, SelectorGroup group) {
        byLabel.computeIfAbsent(pair.key(), _ -> new HashMap<>())
                .computeIfAbsent(pair.value(), _ -> new Bucket())
                .add(other, group);
    }

    private static Map<Pair, Integer> counts(List<SelectorGroup> groups) {
        Map<Pair, Integer> counts = new HashMap<>();
        groups.forEach(group -> group.selector().forEach(pair -> counts.merge(pair, 1, Integer::sum)));
        return counts;
    }

    private static Optional<Pair> rarest(Stream<Pair> pairs, Map<Pair, Integer> counts) {
        return pairs.min(Comparator.comparing(counts::get));
    }

    /**
     * Gives those that a thing with these labels must be compared with, one perhaps more than once.
     *
     * @param consumer says of each whether more of the same list can matter; a list is in the order of the names
     */
    void candidates(Map<String, String> labels, Predicate<SelectorGroup> consumer) {
        for (Map.Entry<String, String> label : labels.entrySet()) {
            Map<String, Bucket> byValue = byLabel.get(label.getKey());
            Bucket bucket = byValue == null ? null : byValue.get(label.getValue());
            if (bucket != null) {
                bucket.give(labels, consumer);
            }
        }
    }
}
