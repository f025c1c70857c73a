package dev.probebypass.callers;

import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.KindStore;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.WatchedKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A store of what a cluster's objects say of who calls ports. For several threads at once. */
public final class ClusterCallers {

    private final StoreBudget budget;
    private final List<KindStore<?, Callers>> stores;
    private volatile Known known = new Known(List.of(), Callers.NONE);

    /**
     * An empty store.
     *
     * @param budget which the other stores share
     * @param stores take what objects say, one for each kind
     */
    public ClusterCallers(StoreBudget budget, List<KindStore<?, Callers>> stores) {
        this.budget = budget;
        this.stores = List.copyOf(stores);
    }

    /** A store that reads nothing. */
    public static ClusterCallers none() {
        return new ClusterCallers(StoreBudget.unlimited(), List.of());
    }

    /**
     * What was put together last.
     *
     * @param parts of what, by store and namespace
     */
    private record Known(List<List<Callers>> parts, Callers callers) {

        private Known {
            parts = List.copyOf(parts);
        }
    }

    /** The kinds of objects that are read. */
    public Stream<WatchedKind> kinds() {
        return stores.stream().flatMap(store -> store.kinds().stream());
    }

    /** Puts an object in the place of the one before; one that nobody reads is passed over. */
    public void apply(ClusterObject object) {
        stores.forEach(store -> store.apply(object));
    }

    /** Takes an object away. */
    public void remove(String kind, ObjectKey key) {
        stores.forEach(store -> store.remove(kind, key));
    }

    /** All objects of a kind have been applied that there are. */
    public void heardAll(String kind) {
        stores.forEach(store -> store.heardAll(kind));
    }

    /** Whether nothing is known of a kind in a namespace but that it had too many objects. */
    public boolean isForgotten(String kind, Optional<String> namespace) {
        return budget.isForgotten(namespace)
                && kinds().anyMatch(each -> each.id().equals(kind));
    }

    /** Whether all objects of a namespace are there, and nothing of them was dropped. */
    public boolean isWhole(String namespace) {
        for (int i = 0; i < stores.size(); i++) {
            if (!stores.get(i).in(namespace).isWhole()) {
                return false;
            }
        }
        return true;
    }

    /** All that is known; made when somebody asks, and kept until an object changes. */
    public Callers callers() {
        Known last = known;
        if (!isCurrent(last)) {
            List<List<Callers>> parts =
                    stores.stream().map(KindStore::everywhere).toList();
            last = new Known(
                    parts, Callers.all(parts.stream().flatMap(List::stream).toList()));
            known = last;
        }
        return last.callers();
    }

    @SuppressWarnings("ReferenceEquality") // a store makes another list when an object has changed, and not before
    private boolean isCurrent(Known last) {
        for (int i = 0; i < stores.size(); i++) {
            if (last.parts().size() != stores.size()
                    || last.parts().get(i) != stores.get(i).everywhere()) {
                return false;
            }
        }
        return true;
    }
}
