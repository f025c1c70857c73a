package dev.probebypass.routes;

import dev.probebypass.routes.Route.Certainty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ways into one pod, as its sources find them. For one thread. */
public final class Routes {

    private List<ToPort> ports = List.of();

    /** What leads to one port. */
    private static final class ToPort {

        private final int port;
        private final List<Route> first;
        private List<List<Route>> others = List.of();
        private Route best;

        private ToPort(int port, List<Route> first) {
            this.port = port;
            this.first = first;
            this.best = first.getFirst();
        }

        private void add(List<Route> more) {
            others = others.isEmpty() ? new ArrayList<>(2) : others;
            others.add(more);
            if (more.getFirst().compareTo(best) < 0) {
                best = more.getFirst();
            }
        }

        private List<Route> all() {
            return Stream.concat(first.stream(), others.stream().flatMap(List::stream))
                    .sorted()
                    .distinct()
                    .toList();
        }
    }

    /** Adds a way to a port, which is from 1 to 65535. */
    public void add(int port, Route route) {
        add(port, List.of(route));
    }

    /**
     * Adds ways to a port.
     *
     * @param ways in their order, at least one; the list never changes
     */
    public void add(int port, List<Route> ways) {
        ToPort known = find(port);
        if (known == null) {
            ports = ports.isEmpty() ? new ArrayList<>(2) : ports;
            ports.add(new ToPort(port, ways));
        } else {
            known.add(ways);
        }
    }

    private @Nullable ToPort find(int port) {
        for (int i = 0; i < ports.size(); i++) {
            if (ports.get(i).port == port) {
                return ports.get(i);
            }
        }
        return null;
    }

    /** The surest way to a port, of those the first by kind and name. */
    public Optional<Route> best(int port) {
        ToPort found = find(port);
        return found == null ? Optional.empty() : Optional.of(found.best);
    }

    /** How sure it is that something leads to the port, empty if nothing does. */
    public Optional<Certainty> certainty(int port) {
        return best(port).map(Route::certainty);
    }

    /** Whether something surely leads to the port. */
    public boolean isSure(int port) {
        ToPort found = find(port);
        return found != null && found.best.certainty() == Certainty.SURE;
    }

    /** Whether anything is known to lead to the port, surely or not. */
    public boolean has(int port) {
        return find(port) != null;
    }

    /** All ways to a port, in their order. */
    public List<Route> to(int port) {
        ToPort found = find(port);
        return found == null ? List.of() : found.all();
    }

    /** Adds a way by a Service that nearly selects the pod, unless a surer one leads to the port, or one of a lesser name. */
    void addNear(int port, Route route) {
        ToPort known = find(port);
        if (known == null) {
            add(port, route);
        } else if (route.compareTo(known.best) < 0) {
            ports.remove(known);
            add(port, route);
        }
    }

    /** Whether a near way to the port can matter, by something that is called not less than that name. */
    boolean isOpen(int port, String name) {
        ToPort found = find(port);
        return found == null
                || (found.best.certainty() == Certainty.NEAR
                        && found.best.name().compareTo(name) > 0);
    }

    /** Whether nothing leads anywhere. */
    public boolean isEmpty() {
        return ports.isEmpty();
    }
}
