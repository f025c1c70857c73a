package dev.probebypass.objects;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A store of the objects of one kind.
 *
 * @param <T> what is read of an object
 * @param <V> what follows from those of one namespace; it never changes
 */
public final class KindStore<T, V> implements ObjectStore<V> {

    private final WatchedKind kind;
    private final List<List<String>> fields;
    private final Function<ClusterObject, Optional<Sized<T>>> reader;
    private final ObjectCache<Sized<T>, V> objects;

    /**
     * An empty store.
     *
     * @param budget for what is kept
     * @param fields the paths of the fields that the reader reads
     * @param reader makes nothing of an object that says nothing
     * @param derivation makes what follows from those of a namespace, which come in the order of their names
     */
    public KindStore(
            StoreBudget budget,
            WatchedKind kind,
            List<List<String>> fields,
            Function<ClusterObject, Optional<T>> reader,
            Function<List<T>, V> derivation) {
        this(
                kind,
                fields,
                object -> reader.apply(object).map(read -> Sized.of(object, read)),
                Sized.cache(budget, derivation));
    }

    /**
     * The same, where much less is kept of an object than is read.
     *
     * @param size estimates the bytes of memory that takes what is kept
     * @param essence what is left of an object that is dropped with the others of its namespace; it has to be small
     */
    public KindStore(
            StoreBudget budget,
            WatchedKind kind,
            List<List<String>> fields,
            Function<ClusterObject, Optional<T>> reader,
            ToLongFunction<T> size,
            Function<T, Optional<T>> essence,
            Function<List<T>, V> derivation) {
        this(
                kind,
                fields,
                object -> reader.apply(object).map(read -> new Sized<>(read, size.applyAsLong(read))),
                Sized.cache(
                        budget,
                        known -> essence.apply(known.value()).map(left -> new Sized<>(left, size.applyAsLong(left))),
                        derivation));
    }

    private KindStore(
            WatchedKind kind,
            List<List<String>> fields,
            Function<ClusterObject, Optional<Sized<T>>> reader,
            ObjectCache<Sized<T>, V> objects) {
        this.kind = kind;
        this.fields = List.copyOf(fields);
        this.reader = reader;
        this.objects = objects;
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
            objects.set(object.key(), reader.apply(object));
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
    public ObjectCache.View<V> in(String namespace) {
        return objects.in(namespace);
    }

    /** What follows from the objects of each namespace that has any; the same list until an object changes. */
    public List<V> everywhere() {
        return objects.everywhere();
    }
}
