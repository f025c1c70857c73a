package dev.probebypass.bypass;

import dev.probebypass.mesh.PortList;
import dev.probebypass.pod.Container;
import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PortReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A set of a pod's ports, as users write it: numbers, ranges of numbers, and names of container ports.
 *
 * @param ranges those of numbers, a single one too
 * @param names those of container ports
 * @param level who says so
 */
public record PortSet(List<Range> ranges, List<String> names, Level level) {

    /** Who says which ports. */
    public enum Level {
        /** The settings of the installation, or nobody. */
        INSTALLATION,
        /** The pod's Namespace. */
        NAMESPACE,
        /** The pod itself: a name that it lacks is a mistake, not somebody else's. */
        POD
    }

    /** The set without ports. */
    public static final PortSet EMPTY = new PortSet(List.of(), List.of(), Level.INSTALLATION);

    /** All ports there are. */
    static final PortSet ALL = new PortSet(List.of(new Range(1, 65535)), List.of(), Level.INSTALLATION);

    /** Elements that are read: nobody needs more, and an annotation may have millions. The rest counts as unreadable. */
    private static final int MOST_ELEMENTS = 1_000;

    private static final int MOST_REJECTED = 100;

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
     * @param rejected the elements that are no ports, in order; of very many the first
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
        for (int start = 0; start <= value.length() && rejected.size() < MOST_REJECTED; ) {
            int end = value.indexOf(',', start) < 0 ? value.length() : value.indexOf(',', start);
            String text = value.substring(start, end).strip();
            start = end + 1;
            Matcher range = RANGE.matcher(text);
            if (ranges.size() + names.size() >= MOST_ELEMENTS) {
                rejected.add(text);
            } else if (range.matches() && isRange(first(range), last(range))) {
                ranges.add(new Range(first(range), last(range)));
            } else if (NAME.matcher(text).matches()) {
                names.add(text);
            } else if (!text.isEmpty() || !single) {
                rejected.add(text);
            }
        }
        return new Parsed(new PortSet(ranges, names, Level.INSTALLATION), rejected);
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

    /** The same, as somebody else says it. */
    PortSet of(Level other) {
        return new PortSet(ranges, names, other);
    }

    /**
     * The numbers of a pod's ports that are in a set.
     *
     * @param named those of its names
     * @param missing the names that no port of the pod has
     */
    record Resolved(PortSet set, PortList named, List<String> missing) {

        Resolved {
            missing = List.copyOf(missing);
        }

        boolean has(int port) {
            for (int i = 0; i < set.ranges.size(); i++) {
                if (set.ranges.get(i).has(port)) {
                    return true;
                }
            }
            return named.contains(port);
        }
    }

    /**
     * Looks the names up.
     *
     * @param isOther tells containers that do not count: what was put into the pod is not what its author meant
     */
    Resolved in(Pod pod, Predicate<Container> isOther) {
        if (names.isEmpty()) {
            return new Resolved(this, PortList.EMPTY, List.of());
        }
        Set<String> missing = new LinkedHashSet<>(names);
        Set<String> wanted = Set.copyOf(missing);
        PortList.Builder numbers = new PortList.Builder(4);
        Stream.concat(pod.containers().stream(), pod.initContainers().stream())
                .filter(container -> container.kind() != Container.Kind.INIT && !isOther.test(container))
                .flatMap(container -> container.ports().stream())
                .filter(port -> port.name().filter(wanted::contains).isPresent())
                .forEach(port -> {
                    port.name().ifPresent(missing::remove);
                    numbers.add(port.number());
                });
        return new Resolved(this, numbers.build(), List.copyOf(missing));
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
