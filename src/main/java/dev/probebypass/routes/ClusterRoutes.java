package dev.probebypass.routes;

import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectCache;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.ObjectStore;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.StoreUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A store of all that is known in a cluster of the ways into pods, with one budget for what is kept. For several threads at
 * once.
 */
public final class ClusterRoutes {

    private final StoreBudget budget;
    private final ServiceStore services;
    private final List<ObjectStore<RouteSource>> others;

    /**
     * An empty store.
     *
     * @param budget which the other stores share
     * @param keys what is known of the keys of labels
     * @param others take what other objects than Services say
     */
    public ClusterRoutes(StoreBudget budget, LabelKeys keys, List<ObjectStore<RouteSource>> others) {
        this.budget = budget;
        this.services = new ServiceStore(budget, keys);
        this.others = List.copyOf(others);
    }

    /** The stores of other objects than Services. */
    public List<ObjectStore<RouteSource>> others() {
        return others;
    }

    /** Puts an object in the place of the one before; one that nobody reads is passed over. */
    public void apply(ClusterObject object) {
        if (object.kind().equals(ClusterObject.SERVICE)) {
            services.apply(object);
        }
        others.forEach(store -> store.apply(object));
    }

    /** Takes an object away. */
    public void remove(String kind, ObjectKey key) {
        if (kind.equals(ClusterObject.SERVICE)) {
            services.remove(key);
        }
        others.forEach(store -> store.remove(kind, key));
    }

    /** All objects of a kind have been applied that there are. */
    public void heardAll(String kind) {
        if (kind.equals(ClusterObject.SERVICE)) {
            services.heardAll();
        }
        others.forEach(store -> store.heardAll(kind));
    }

    /** Whether nothing is known of a kind in a namespace but that it had too many objects. */
    public boolean isForgotten(String kind, Optional<String> namespace) {
        return budget.isForgotten(namespace) && reads(kind);
    }

    private boolean reads(String kind) {
        return kind.equals(ClusterObject.SERVICE)
                || others.stream()
                        .flatMap(store -> store.kinds().stream())
                        .anyMatch(each -> each.id().equals(kind));
    }

    /** What knows the ways into the pods of a namespace. */
    public NamespaceRoutes in(String namespace) {
        ObjectCache.View<Services> known = services.in(namespace);
        boolean isWhole = known.isWhole();
        List<RouteSource> sources = List.of();
        for (int i = 0; i < others.size(); i++) {
            ObjectCache.View<RouteSource> view = others.get(i).in(namespace);
            isWhole &= view.isWhole();
            if (!view.value().equals(RouteSource.NONE)) {
                sources = with(sources, view.value());
            }
        }
        return new NamespaceRoutes(known.value(), sources, isWhole);
    }

    /** Most namespaces have one or none. */
    private List<RouteSource> with(List<RouteSource> sources, RouteSource source) {
        if (sources.isEmpty()) {
            return List.of(source);
        }
        List<RouteSource> more = sources.size() == 1 ? new ArrayList<>(others.size()) : sources;
        if (sources.size() == 1) {
            more.addAll(sources);
        }
        more.add(source);
        return more;
    }

    /**
     * Lets namespaces in again whose objects were too large to be kept and fit now.
     *
     * @return whether there were any: all objects have to be applied anew, and those that are gone removed
     */
    public boolean readmit() {
        return budget.readmit();
    }

    /** The same for those of which nothing is known, whatever they have now. */
    public boolean readmitForgotten() {
        return budget.readmitForgotten();
    }

    /** How much is kept. */
    public StoreUsage usage() {
        return new StoreUsage(ClusterObject.SERVICE, budget.kept(), budget.over());
    }
}
