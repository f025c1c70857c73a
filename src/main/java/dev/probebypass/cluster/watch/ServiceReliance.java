package dev.probebypass.cluster.watch;

import dev.probebypass.cluster.ClusterStore;
import dev.probebypass.cluster.watch.ServiceTrust.Sight;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Tells the store whether what it knows of Services can be relied on.
 *
 * @param services the watch on Services
 * @param others the other watches: whether the API server answers them says whether it answers at all
 */
record ServiceReliance(
        ResourceWatch services,
        Supplier<Stream<ResourceWatch>> others,
        ServiceTrust trust,
        ClusterStore store,
        WatchListener listener) {

    /** Looks how the watches fare. */
    void check() {
        if (trust.note(sight(), others.get().anyMatch(ResourceWatch::isAnswered))) {
            store.relyOnServices(!trust.isLost());
            if (trust.isLost()) {
                listener.servicesLost(services.state());
            } else {
                listener.servicesFound();
            }
        }
    }

    private Sight sight() {
        if (services.isFollowed()) {
            return Sight.FOLLOWED;
        }
        return services.isForbidden() ? Sight.FORBIDDEN : Sight.UNREAD;
    }
}
