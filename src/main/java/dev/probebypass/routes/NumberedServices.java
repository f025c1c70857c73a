package dev.probebypass.routes;

import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PortReference;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The Services of a namespace that select single pods of a workload, by labels in which the workload's controller numbers them:
 * {@code statefulset.kubernetes.io/pod-name: db-0}.
 */
public final class NumberedServices {

    private static final Pattern NUMBERED = Pattern.compile("(?<stem>.*?)(?<number>0|[1-9][0-9]{0,8})");

    private final Set<String> keys;

    /** By what stands before the number, or by a label that is not numbered, that a pod must have to be selected. */
    private final Map<Label, List<Selector>> byLabel = new HashMap<>();

    private record Label(String key, String value) {}

    private record Selector(Map<String, String> labels, Led led) {

        private Selector {
            labels = Map.copyOf(labels);
        }
    }

    /**
     * Services that select the same pods.
     *
     * @param services their names
     * @param targets the ports to which they lead
     */
    public record Led(List<String> services, Set<PortReference> targets) {

        public Led {
            services = List.copyOf(services);
            targets = Set.copyOf(targets);
        }

        private static Led by(List<Service> services) {
            return new Led(
                    services.stream().map(Service::name).toList(),
                    services.stream()
                            .flatMap(service -> service.ports().stream())
                            .map(Service.Port::target)
                            .collect(Collectors.toSet()));
        }

        private Led and(Led other) {
            return new Led(
                    Stream.concat(services.stream(), other.services.stream()).toList(),
                    Stream.concat(targets.stream(), other.targets.stream()).collect(Collectors.toSet()));
        }
    }

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
        Map<Map<String, String>, List<Service>> bySelector = new LinkedHashMap<>();
        for (Service service : services.all()) {
            if (service.selector().keySet().stream().anyMatch(keys::contains)) {
                bySelector
                        .computeIfAbsent(service.selector(), _ -> new ArrayList<>(1))
                        .add(service);
            }
        }
        Map<Label, Integer> counts = new HashMap<>();
        bySelector
                .keySet()
                .forEach(selector -> numbered.labels(selector).forEach(label -> counts.merge(label, 1, Integer::sum)));
        bySelector.forEach((selector, members) -> numbered.labels(selector)
                .min(Comparator.comparing(counts::get))
                .ifPresent(rarest -> numbered.byLabel
                        .computeIfAbsent(rarest, _ -> new ArrayList<>(1))
                        .add(new Selector(selector, Led.by(members)))));
        return numbered;
    }

    private Stream<Label> labels(Map<String, String> selector) {
        return selector.entrySet().stream()
                .flatMap(label -> keys.contains(label.getKey())
                        ? stem(label.getValue()).map(stem -> new Label(label.getKey(), stem)).stream()
                        : Stream.of(new Label(label.getKey(), label.getValue())));
    }

    private static Optional<String> stem(String value) {
        Matcher matcher = NUMBERED.matcher(value);
        return matcher.matches() ? Optional.of(matcher.group("stem")) : Optional.empty();
    }

    /**
     * The Services that select a pod of a workload by its number, by that number.
     *
     * @param pod one of the workload's
     * @param stems what stands before the number, by the keys of the labels that are numbered
     */
    public Map<Integer, Led> select(Pod pod, Map<String, String> stems) {
        Map<Integer, Led> selecting = new TreeMap<>();
        Map<String, String> labels = new HashMap<>(pod.labels());
        labels.putAll(stems);
        labels.forEach((key, value) -> {
            for (Selector selector : byLabel.getOrDefault(new Label(key, value), List.of())) {
                number(selector.labels(), labels, stems)
                        .ifPresent(number -> selecting.merge(number, selector.led(), Led::and));
            }
        });
        return selecting;
    }

    /** The one number with which each label agrees. */
    private static OptionalInt number(
            Map<String, String> selector, Map<String, String> labels, Map<String, String> stems) {
        int number = -1;
        for (Map.Entry<String, String> label : selector.entrySet()) {
            String wanted = String.valueOf(labels.get(label.getKey()));
            if (!stems.containsKey(label.getKey())) {
                if (!label.getValue().equals(wanted)) {
                    return OptionalInt.empty();
                }
                continue;
            }
            int own = number(label.getValue(), wanted);
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
