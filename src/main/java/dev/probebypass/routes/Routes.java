package dev.probebypass.routes;

import dev.probebypass.routes.Route.Certainty;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The ways to those ports of one pod that somebody asks about, as its sources find them. For one thread. */
public final class Routes {

    private static final ToPort[] NONE = {};

    /** Stands for any port, among the ports of ways that name none. */
    private static final int ANY = 0;

    private final int[] called;
    private final IntPredicate alsoAsked;

    /** By the place of the port in {@code called}. */
    private @Nullable ToPort[] toCalled = NONE;

    private List<ToPort> toOthers = List.of();

    private boolean reached;

    /**
     * No ways yet. What leads to other ports is not kept: a Service may have thousands.
     *
     * @param called the ports that are called, in any order; for nobody else afterwards
     * @param alsoAsked tells others that are asked about
     */
    Routes(int[] called, IntPredicate alsoAsked) {
        this.called = called;
        Arrays.sort(called);
        this.alsoAsked = alsoAsked;
    }

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

    /** The ports that are called, ascending, each as often as it is. */
    int[] called() {
        return called;
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
        reached = true;
        ToPort known = find(port);
        if (known == null) {
            put(port, ways);
        } else {
            known.add(ways);
        }
    }

    /** Something leads to the pod, though perhaps to none of its ports. */
    void reach() {
        reached = true;
    }

    /**
     * Adds ways to the pod that name no port, so that any may be called.
     *
     * @param ways in their order, at least one; the list never changes
     */
    void addOpen(List<Route> ways) {
        reached = true;
        ToPort known = find(ANY);
        if (known == null) {
            toOthers = toOthers.isEmpty() ? new ArrayList<>(2) : toOthers;
            toOthers.add(new ToPort(ANY, ways));
        } else {
            known.add(ways);
        }
    }

    private void put(int port, List<Route> ways) {
        int place = Arrays.binarySearch(called, port);
        if (place >= 0) {
            toCalled = toCalled.length == 0 ? new ToPort[called.length] : toCalled;
            toCalled[place] = new ToPort(port, ways);
        } else if (alsoAsked.test(port)) {
            toOthers = toOthers.isEmpty() ? new ArrayList<>(2) : toOthers;
            toOthers.add(new ToPort(port, ways));
        }
    }

    private @Nullable ToPort find(int port) {
        int place = Arrays.binarySearch(called, port);
        if (place >= 0) {
            return toCalled.length == 0 ? null : toCalled[place];
        }
        for (int i = 0; i < toOthers.size(); i++) {
            if (toOthers.get(i).port == port) {
                return toOthers.get(i);
            }
        }
        return null;
    }

    /** The surest way to a port, of those the first by kind and name. */
    public Optional<Route> best(int port) {
        ToPort found = find(port);
        return found == null ? Optional.empty() : Optional.of(found.best);
    }

    /** The first by kind and name of the ways that name no port. */
    public Optional<Route> open() {
        return best(ANY);
    }

    /** Whether anything leads to the pod, surely or likely, be it to ports that nobody asks about or to none. */
    public boolean isReached() {
        return reached;
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

    /** Puts a way by a Service that nearly selects the pod to a port that is called, unless a surer one leads to the port, or one of a lesser name. */
    void addNear(int port, Route route) {
        ToPort known = find(port);
        if (known == null || route.compareTo(known.best) < 0) {
            put(port, List.of(route));
        }
    }

    /** Whether a near way to the port can matter, by something that is called not less than that name. */
    boolean isOpen(int port, String name) {
        ToPort found = find(port);
        return found == null
                || (found.best.certainty() == Certainty.NEAR
                        && found.best.name().compareTo(name) > 0);
    }
}
