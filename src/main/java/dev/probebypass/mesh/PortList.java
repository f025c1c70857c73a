package dev.probebypass.mesh;

import dev.probebypass.pod.PortReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * A list of port numbers, in the order somebody wrote them, each once.
 *
 * <p>Its text is the one that every mesh accepts: canonical decimal numbers with a comma between them and nothing else.
 *
 * @param ports from 0 to 65535; 0 is no port, but some meshes accept it in a list and so it stays where a user put it
 */
public record PortList(List<Integer> ports) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

    /** The list without ports. */
    public static final PortList EMPTY = new PortList(List.of());

    public PortList {
        ports = ports.size() < 2
                ? List.copyOf(ports)
                : ports.stream().distinct().toList();
    }

    /** The ports in ascending order. */
    public static PortList ascending(Collection<Integer> ports) {
        return ports.isEmpty() ? EMPTY : new PortList(List.copyOf(new TreeSet<>(ports)));
    }

    public boolean isEmpty() {
        return ports.isEmpty();
    }

    public boolean contains(int port) {
        return ports.contains(port);
    }

    /** This list, then the other's ports that it lacks. */
    public PortList plus(PortList other) {
        if (other.isEmpty()) {
            return this;
        }
        List<Integer> all = new ArrayList<>(ports);
        all.addAll(other.ports);
        return new PortList(all);
    }

    /** This list without the other's ports. */
    public PortList minus(PortList other) {
        return other.isEmpty()
                ? this
                : new PortList(
                        ports.stream().filter(port -> !other.contains(port)).toList());
    }

    /** The ports of this list that the other has too. */
    public PortList in(PortList other) {
        return minus(minus(other));
    }

    /** Whether both have the same ports, in whatever order. */
    public boolean hasSamePortsAs(PortList other) {
        return ports.size() == other.ports.size() && ports.containsAll(other.ports);
    }

    /**
     * Reads a list that a user wrote for us: port numbers from 1 to 65535 with commas between them.
     *
     * @param value white space does not count, and an empty value is an empty list
     */
    public static Parsed parse(String value) {
        List<Integer> ports = new ArrayList<>();
        List<String> rejected = new ArrayList<>();
        for (String element : value.split(",", -1)) {
            String text = element.strip();
            if (NUMBER.matcher(text).matches() && PortReference.isPort(Integer.parseInt(text))) {
                ports.add(Integer.parseInt(text));
            } else if (!text.isEmpty() || value.indexOf(',') >= 0) {
                rejected.add(text);
            }
        }
        return new Parsed(new PortList(ports), rejected);
    }

    /**
     * A list as far as it could be read.
     *
     * @param rejected the elements that are no port numbers, in order
     */
    public record Parsed(PortList ports, List<String> rejected) {}

    /** The list as an annotation holds it. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(",");
        for (int port : ports) {
            text.add(Integer.toString(port));
        }
        return text.toString();
    }
}
