package dev.probebypass.mesh;

import dev.probebypass.pod.PortReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A list of port numbers, in the order somebody wrote them, each once.
 *
 * <p>Its text is the one that every mesh accepts: canonical decimal numbers with a comma between them and nothing else. A
 * number is from 0 to 65535; 0 is no port, but some meshes accept it in a list and so it stays where a user put it.
 */
public final class PortList {

    /** The list without ports. */
    public static final PortList EMPTY = new PortList(new int[0]);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

    /** More than anybody is told of. */
    private static final int MOST_REJECTED = 100;

    /** From so many ports on it is quicker to have a set of them: a user may list all there are. */
    private static final int MANY = 32;

    private final int[] ports;
    private final @Nullable BitSet set;

    private PortList(int[] distinct) {
        this.ports = distinct;
        this.set = distinct.length < MANY ? null : setOf(distinct);
    }

    private static BitSet setOf(int[] ports) {
        BitSet set = new BitSet();
        for (int port : ports) {
            set.set(port);
        }
        return set;
    }

    private static boolean has(int[] ports, int size, int port) {
        for (int i = 0; i < size; i++) {
            if (ports[i] == port) {
                return true;
            }
        }
        return false;
    }

    /** The list of these ports, in this order. */
    public static PortList of(int... ports) {
        Builder builder = new Builder(ports.length);
        for (int port : ports) {
            builder.add(port);
        }
        return builder.build();
    }

    /**
     * Reads a list that a user wrote for us: port numbers from 1 to 65535 with commas between them.
     *
     * @param value white space does not count, and an empty value is an empty list
     */
    public static Parsed parse(String value) {
        Builder ports = new Builder(4);
        List<String> rejected = new ArrayList<>(0);
        boolean single = value.indexOf(',') < 0;
        for (int start = 0; start <= value.length(); start = end(value, start) + 1) {
            String text = value.substring(start, end(value, start)).strip();
            if (NUMBER.matcher(text).matches() && PortReference.isPort(Integer.parseInt(text))) {
                ports.add(Integer.parseInt(text));
            } else if ((!text.isEmpty() || !single) && rejected.size() < MOST_REJECTED) {
                rejected.add(text);
            }
        }
        return new Parsed(ports.build(), rejected);
    }

    /** Where the element that starts there ends. Element by element: one annotation may have millions. */
    private static int end(String value, int start) {
        int comma = value.indexOf(',', start);
        return comma < 0 ? value.length() : comma;
    }

    /**
     * A list as far as it could be read.
     *
     * @param rejected the elements that are no port numbers, in order; of very many the first
     */
    public record Parsed(PortList ports, List<String> rejected) {

        public Parsed {
            rejected = List.copyOf(rejected);
        }
    }

    /** Collects ports. */
    public static final class Builder {
        private int[] collected;
        private int size;
        private @Nullable BitSet set;

        /** Expects so many, and takes more. */
        public Builder(int expected) {
            collected = new int[expected];
        }

        /** Adds a port at the end, unless it is there. */
        public void add(int port) {
            if (has(port)) {
                return;
            }
            if (size == collected.length) {
                collected = Arrays.copyOf(collected, Math.max(4, size * 2));
            }
            collected[size++] = port;
            if (set != null) {
                set.set(port);
            }
        }

        private boolean has(int port) {
            if (set == null && size >= MANY) {
                set = setOf(Arrays.copyOf(collected, size));
            }
            return set == null ? PortList.has(collected, size, port) : set.get(port);
        }

        /** The list so far. */
        public PortList build() {
            return size == 0 ? EMPTY : new PortList(Arrays.copyOf(collected, size));
        }
    }

    /** The same ports in ascending order. */
    public PortList ascending() {
        if (isAscending()) {
            return this;
        }
        int[] sorted = ports.clone();
        Arrays.sort(sorted);
        return new PortList(sorted);
    }

    private boolean isAscending() {
        for (int i = 1; i < ports.length; i++) {
            if (ports[i - 1] > ports[i]) {
                return false;
            }
        }
        return true;
    }

    public boolean isEmpty() {
        return ports.length == 0;
    }

    public int size() {
        return ports.length;
    }

    /** The port at that place, from 0. */
    public int get(int index) {
        return ports[index];
    }

    public boolean contains(int port) {
        return set == null ? has(ports, ports.length, port) : set.get(port);
    }

    /** This list, then the other's ports that it lacks. */
    public PortList plus(PortList other) {
        if (other.isEmpty() || isEmpty()) {
            return isEmpty() ? other : this;
        }
        Builder all = new Builder(ports.length + other.ports.length);
        for (int port : ports) {
            all.add(port);
        }
        for (int port : other.ports) {
            all.add(port);
        }
        return all.build();
    }

    /** This list without the other's ports. */
    public PortList minus(PortList other) {
        if (isEmpty() || other.isEmpty()) {
            return this;
        }
        Builder rest = new Builder(ports.length);
        for (int port : ports) {
            if (!other.contains(port)) {
                rest.add(port);
            }
        }
        return rest.build();
    }

    /** The ports of this list that the other has too. */
    public PortList in(PortList other) {
        return minus(minus(other));
    }

    /** Whether both have the same ports, in whatever order. */
    public boolean hasSamePortsAs(PortList other) {
        return ports.length == other.ports.length && minus(other).isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PortList list && Arrays.equals(ports, list.ports);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ports);
    }

    /** The list as an annotation holds it. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(ports.length * 6);
        for (int port : ports) {
            if (!text.isEmpty()) {
                text.append(',');
            }
            text.append(port);
        }
        return text.toString();
    }
}
