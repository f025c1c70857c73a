package dev.probebypass.routes;

import dev.probebypass.objects.ObjectStore;
import dev.probebypass.objects.StoreBudget;
import java.util.List;

/** The sources of routes that read objects of no mesh. */
public final class RouteStores {

    private RouteStores() {}

    /** An empty store for each of them, all with one budget for what they keep. */
    public static List<ObjectStore<RouteSource>> create(StoreBudget budget) {
        return List.of(
                new EndpointStore(budget), InferencePools.store(budget), Rollout.store(budget), Canary.store(budget));
    }
}
