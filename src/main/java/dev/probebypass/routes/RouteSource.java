package dev.probebypass.routes;

import java.util.List;

/** Something that knows ways into the pods of one namespace. It never changes. */
@FunctionalInterface
public interface RouteSource {

    /** Knows none. */
    RouteSource NONE = (_, _) -> {};

    /** Knows what each of them knows, in their order. */
    static RouteSource all(List<? extends RouteSource> sources) {
        if (sources.isEmpty()) {
            return NONE;
        }
        List<RouteSource> each = List.copyOf(sources);
        return (query, routes) -> {
            for (RouteSource source : each) {
                source.find(query, routes);
            }
        };
    }

    /** Adds the ways that lead to ports of the pod to those that were found before; surer ones come first. */
    void find(RouteQuery query, Routes routes);
}
