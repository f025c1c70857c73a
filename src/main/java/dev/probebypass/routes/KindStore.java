package dev.probebypass.routes;

import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectCache;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.WatchedKind;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A store of routes for the objects of one kind.
 *
 * @param <T> what is read of an object, which knows the ways that the object leads
 */
public final class KindStore<T extends RouteSource> implements RouteStore {

    private final WatchedKind kind;
    private final List<List<String>> fields;
    private final Function<ClusterObject, Optional<T>> reader;
    private final ObjectCache<Sized<T>, RouteSource> objects;

    /**
     * An empty store.
     *
     * @param budget for what is kept
     * @param fields the paths of the fields that the reader reads
     * @param reader makes nothing of an object that leads nowhere
     */
    public KindStore(
            StoreBudget budget,
            WatchedKind kind,
            List<List<String>> fields,
            Function<ClusterObject, Optional<T>> reader) {
        this.objects = Sized.cache(budget, KindStore::all);
        this.kind = kind;
        this.fields = List.copyOf(fields);
        this.reader = reader;
    }

    private static <T extends RouteSource> RouteSource all(List<T> sources) {
        if (sources.isEmpty()) {
            return RouteSource.NONE;
        }
        return (query, routes) -> {
            for (T source : sources) {
                source.find(query, routes);
            }
        };
    }

    @Override
    public List<WatchedKind> kinds() {
        return List.of(kind);
    }

    @Override
    public List<List<String>> fields() {
        return fields;
    }

    @Override
    public void apply(ClusterObject object) {
        if (object.kind().equals(kind.id())) {
            objects.set(object.key(), reader.apply(object).map(read -> Sized.of(object, read)));
        }
    }

    @Override
    public void remove(String id, ObjectKey key) {
        if (id.equals(kind.id())) {
            objects.remove(key);
        }
    }

    @Override
    public void heardAll(String id) {
        if (id.equals(kind.id())) {
            objects.heardAll();
        }
    }

    @Override
    public ObjectCache.View<RouteSource> in(String namespace) {
        return objects.in(namespace);
    }
}
