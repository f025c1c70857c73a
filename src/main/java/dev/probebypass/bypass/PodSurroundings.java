package dev.probebypass.bypass;

import dev.probebypass.mesh.Guard;
import dev.probebypass.mesh.MutualTls;
import dev.probebypass.routes.Route;
import java.util.List;
import java.util.Optional;

/**
 * What a decision about a pod rests on.
 *
 * @param lists the keys of the annotations that hold the mesh's exclusion lists, the inbound one first
 * @param ports those that its probes and hooks call, and those that {@code inbound-ports} names, ascending
 */
public record PodSurroundings(List<String> lists, List<Port> ports) {

    /** Those of a pod that no mesh takes. */
    public static final PodSurroundings NONE = new PodSurroundings(List.of(), List.of());

    public PodSurroundings {
        lists = List.copyOf(lists);
        ports = List.copyOf(ports);
    }

    /**
     * What there is around one port.
     *
     * @param number from 1 to 65535
     * @param routes the ways to it, the surest first
     * @param guard what guards it, empty if nothing does
     * @param mutualTls which connections the sidecar takes there
     */
    public record Port(int number, List<Route> routes, Optional<Guard> guard, MutualTls mutualTls) {

        public Port {
            routes = List.copyOf(routes);
        }

        /** The ways to it in words: {@code Service api}, {@code Services a, b, c and 2 more}; empty if there is none. */
        public Optional<String> describeRoutes() {
            return routes.isEmpty() ? Optional.empty() : Optional.of(Ways.describe(routes));
        }
    }

    /** What is around a port, empty if it is none of them. */
    public Optional<Port> port(int number) {
        return ports.stream().filter(port -> port.number() == number).findFirst();
    }
}
