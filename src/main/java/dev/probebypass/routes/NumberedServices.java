package dev.probebypass.routes;

import dev.probebypass.pod.Pod;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The Services of a namespace that select single pods of a workload, by labels in which the workload's controller numbers them:
 * {@code statefulset.kubernetes.io/pod-name: db-0}.
 */
public final class NumberedServices {

    private static final Pattern NUMBERED = Pattern.compile("(?<stem>.*?)(?<number>0|[1-9][0-9]{0,8})");

    private final Set<String> keys;

    /** By what stands before the number, or by a label that is not numbered, that a pod must have for the Service to select it. */
    private final Map<Label, List<Service>> byLabel = new HashMap<>();

    private record Label(String key, String value) {}

    private NumberedServices(Set<String> keys) {
        this.keys = Set.copyOf(keys);
    }

    /**
     * Those among the Services of a namespace.
     *
     * @param keys of the labels that are numbered
     */
    public static NumberedServices of(Services services, Set<String> keys) {
        NumberedServices numbered = new NumberedServices(keys);
        List<Service> all = services.all().stream()
                .filter(service -> service.selector().keySet().stream().anyMatch(keys::contains))
                .toList();
        Map<Label, Integer> counts = new HashMap<>();
        all.forEach(service -> numbered.labels(service).forEach(label -> counts.merge(label, 1, Integer::sum)));
        all.forEach(service -> numbered.labels(service)
                .min(Comparator.comparing(counts::get))
                .ifPresent(rarest -> numbered.byLabel
                        .computeIfAbsent(rarest, _ -> new ArrayList<>(1))
                        .add(service)));
        return numbered;
    }

    private Stream<Label> labels(Service service) {
        return service.selector().entrySet().stream()
                .flatMap(label -> keys.contains(label.getKey())
                        ? stem(label.getValue()).map(stem -> new Label(label.getKey(), stem)).stream()
                        : Stream.of(new Label(label.getKey(), label.getValue())));
    }

    private static Optional<String> stem(String value) {
        Matcher matcher = NUMBERED.matcher(value);
        return matcher.matches() ? Optional.of(matcher.group("stem")) : Optional.empty();
    }

    /**
     * The names of the Services that select a pod of a workload by its number, by that number.
     *
     * @param pod one of the workload's
     * @param stems what stands before the number, by the keys of the labels that are numbered
     */
    public Map<Integer, List<String>> select(Pod pod, Map<String, String> stems) {
        Map<Integer, List<String>> selecting = new TreeMap<>();
        Map<String, String> labels = new HashMap<>(pod.labels());
        labels.putAll(stems);
        labels.forEach((key, value) -> byLabel.getOrDefault(new Label(key, value), List.of())
                .forEach(service -> number(service, labels, stems)
                        .ifPresent(number -> selecting
                                .computeIfAbsent(number, _ -> new ArrayList<>(1))
                                .add(service.name()))));
        return selecting;
    }

    /** The one number with which each label agrees. */
    private static OptionalInt number(Service service, Map<String, String> labels, Map<String, String> stems) {
        int number = -1;
        for (Map.Entry<String, String> label : service.selector().entrySet()) {
            String wanted = labels.get(label.getKey());
            if (!stems.containsKey(label.getKey())) {
                if (!label.getValue().equals(wanted)) {
                    return OptionalInt.empty();
                }
                continue;
            }
            int own = number(label.getValue(), String.valueOf(wanted));
            if (own < 0 || (number >= 0 && number != own)) {
                return OptionalInt.empty();
            }
            number = own;
        }
        return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
    }

    private static int number(String value, String stem) {
        Matcher matcher = NUMBERED.matcher(value);
        return matcher.matches() && matcher.group("stem").equals(stem) ? Integer.parseInt(matcher.group("number")) : -1;
    }
}
