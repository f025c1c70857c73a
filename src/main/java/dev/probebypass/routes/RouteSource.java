package dev.probebypass.routes;

/** Something that knows ways into the pods of one namespace. It never changes. */
@FunctionalInterface
public interface RouteSource {

    /** Knows none. */
    RouteSource NONE = (_, _) -> {};

    /** Adds the ways that lead to ports of the pod to those that were found before; surer ones come first. */
    void find(RouteQuery query, Routes routes);
}
