package dev.probebypass.routes;

import dev.probebypass.objects.ClusterObject;
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
    private final NamespacedCache<Sized<T>, RouteSource> objects;

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
        this.objects = new NamespacedCache<>(Sized.cache(budget), KindStore::all, RouteSource.NONE);
        this.kind = kind;
        this.fields = List.copyOf(fields);
        this.reader = reader;
    }

    private static <T extends RouteSource> RouteSource all(List<Sized<T>> objects) {
        List<T> sources = objects.stream().map(Sized::value).toList();
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
            objects.set(key, Optional.empty());
        }
    }

    @Override
    public boolean isWhole(String namespace) {
        return objects.isWhole(namespace);
    }

    @Override
    public RouteSource in(String namespace) {
        return objects.in(namespace);
    }
}
