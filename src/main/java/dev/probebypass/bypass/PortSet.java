package dev.probebypass.bypass;

import dev.probebypass.pod.Container;
import dev.probebypass.pod.ContainerPort;
import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PortReference;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set of a pod's ports, as users write it: numbers, ranges of numbers, and names of container ports.
 *
 * @param ranges those of numbers, a single one too
 * @param names those of container ports
 */
public record PortSet(List<Range> ranges, List<String> names) {

    /** The set without ports. */
    public static final PortSet EMPTY = new PortSet(List.of(), List.of());

    /** All ports there are. */
    static final PortSet ALL = new PortSet(List.of(new Range(1, 65535)), List.of());

    private static final Pattern RANGE = Pattern.compile("([0-9]{1,5})(?:\\s*-\\s*([0-9]{1,5}))?");

    /** At most 15 lower-case letters, digits and single hyphens, a letter among them, as Kubernetes has it. */
    private static final Pattern NAME = Pattern.compile("(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(?:-[a-z0-9]+)*");

    public PortSet {
        ranges = List.copyOf(ranges);
        names = List.copyOf(names);
    }

    /**
     * The numbers from one to another.
     *
     * @param first from 1 to 65535
     * @param last from the first to 65535
     */
    public record Range(int first, int last) {

        boolean has(int port) {
            return first <= port && port <= last;
        }

        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + "-" + last;
        }
    }

    /**
     * A set as far as it could be read.
     *
     * @param rejected the elements that are no ports, in order
     */
    public record Parsed(PortSet ports, List<String> rejected) {

        public Parsed {
            rejected = List.copyOf(rejected);
        }
    }

    /**
     * Reads a set.
     *
     * @param value elements with commas between them; white space does not count, and an empty value is an empty set
     */
    public static Parsed parse(String value) {
        List<Range> ranges = new ArrayList<>();
        List<String> names = new ArrayList<>(0);
        List<String> rejected = new ArrayList<>(0);
        boolean single = value.indexOf(',') < 0;
        for (String element : value.split(",", -1)) {
            String text = element.strip();
            Matcher range = RANGE.matcher(text);
            if (range.matches() && isRange(first(range), last(range))) {
                ranges.add(new Range(first(range), last(range)));
            } else if (NAME.matcher(text).matches()) {
                names.add(text);
            } else if (!text.isEmpty() || !single) {
                rejected.add(text);
            }
        }
        return new Parsed(new PortSet(ranges, names), rejected);
    }

    private static int first(Matcher range) {
        return Integer.parseInt(range.group(1));
    }

    private static int last(Matcher range) {
        return range.group(2) == null ? first(range) : Integer.parseInt(range.group(2));
    }

    private static boolean isRange(int first, int last) {
        return PortReference.isPort(first) && PortReference.isPort(last) && first <= last;
    }

    /** Whether the port is one of them. */
    boolean has(int port, Pod pod) {
        for (int i = 0; i < ranges.size(); i++) {
            if (ranges.get(i).has(port)) {
                return true;
            }
        }
        return !names.isEmpty() && isNamed(port, pod);
    }

    private boolean isNamed(int port, Pod pod) {
        return ports(pod)
                .anyMatch(declared -> declared.number() == port
                        && declared.name().filter(names::contains).isPresent());
    }

    /** The names that no port of the pod has. */
    List<String> missingIn(Pod pod) {
        return names.stream()
                .filter(name -> ports(pod).noneMatch(port -> port.isNamed(name)))
                .toList();
    }

    private static Stream<ContainerPort> ports(Pod pod) {
        return Stream.concat(pod.containers().stream(), pod.initContainers().stream())
                .filter(container -> container.kind() != Container.Kind.INIT)
                .flatMap(container -> container.ports().stream());
    }

    /** Whether it has no ports. */
    public boolean isEmpty() {
        return ranges.isEmpty() && names.isEmpty();
    }

    /** The set as a user may write it. */
    @Override
    public String toString() {
        return Stream.concat(ranges.stream(), names.stream())
                .map(Object::toString)
                .collect(Collectors.joining(","));
    }
}
