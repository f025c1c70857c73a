package dev.probebypass.routes;

import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectCache;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.StoreBudget;
import java.util.Optional;

/** A store of the Services, as far as they lead to pods. For several threads at once. */
public final class ServiceStore {

    private final ObjectCache<Service, Services> services;

    /**
     * An empty store.
     *
     * @param budget for what is kept
     * @param keys what is known of the keys of labels
     */
    public ServiceStore(StoreBudget budget, LabelKeys keys) {
        services =
                new ObjectCache<>(budget, Service::size, _ -> Optional.empty(), objects -> Services.of(objects, keys));
    }

    /** Puts a Service in the place of the one before. */
    public void apply(ClusterObject service) {
        services.set(service.key(), ServiceReader.read(service));
    }

    /** Takes a Service away. */
    public void remove(ObjectKey key) {
        services.remove(key);
    }

    /** All Services have been applied that there are. */
    public void heardAll() {
        services.heardAll();
    }

    /** Of how many namespaces Services were dropped. */
    public long unseen() {
        return services.unseen();
    }

    /** The Services of a namespace. */
    public ObjectCache.View<Services> in(String namespace) {
        return services.in(namespace);
    }
}
