package dev.probebypass.routes;

import java.util.List;

/** The sources of routes that read objects of no mesh. */
public final class RouteStores {

    private RouteStores() {}

    /** An empty store for each of them. */
    public static List<RouteStore> create() {
        return List.of(new EndpointStore(), InferencePools.store(), Rollout.store(), Canary.store());
    }
}
