package dev.probebypass.objects;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/**
 * A cache of the objects of one kind, by namespace, as far as a budget has room for them. Of a namespace that is over the budget
 * it keeps the names and sizes of its objects and what a function leaves of them, until each has been set again. What follows
 * from the objects of a namespace is kept beside them until they change. For several threads at once.
 *
 * @param <T> what is kept of an object
 * @param <V> what follows from those of one namespace; it never changes
 */
public final class ObjectCache<T, V> {

    private final ConcurrentMap<String, OfNamespace> byNamespace = new ConcurrentHashMap<>();
    private final StoreBudget budget;
    private final ToLongFunction<T> size;
    private final Function<T, Optional<T>> essence;
    private final Function<List<T>, V> derivation;
    private final View<V> none;

    /**
     * An empty cache.
     *
     * @param size the bytes that an object takes; never zero
     * @param essence what is left of an object that is dropped; it has to be small
     * @param derivation makes what follows from the objects of a namespace, which come in the order of their names
     */
    public ObjectCache(
            StoreBudget budget,
            ToLongFunction<T> size,
            Function<T, Optional<T>> essence,
            Function<List<T>, V> derivation) {
        this.budget = budget;
        this.size = size;
        this.essence = essence;
        this.derivation = derivation;
        this.none = new View<>(derivation.apply(List.of()), true);
        budget.share(this::drop);
    }

    /**
     * What follows from the objects of a namespace at one moment.
     *
     * @param isWhole whether they are all, and nothing of them was dropped
     */
    public record View<V>(V value, boolean isWhole) {}

    private record Entry<T>(long size, Optional<T> object, boolean isWhole) {}

    /** The objects of one namespace; the view is made when somebody asks, so that a first list of many costs nothing. */
    private final class OfNamespace {

        private final TreeMap<String, Entry<T>> byName = new TreeMap<>();
        private int dropped;
        private Optional<View<V>> view = Optional.empty();

        /** The bytes that there are more. */
        synchronized long set(String name, Optional<Entry<T>> entry) {
            Entry<T> before = entry.isPresent() ? byName.put(name, entry.get()) : byName.remove(name);
            dropped += count(entry) - count(Optional.ofNullable(before));
            view = Optional.empty();
            return entry.map(Entry::size).orElse(0L) - (before == null ? 0 : before.size);
        }

        private int count(Optional<? extends Entry<?>> entry) {
            return entry.isPresent() && !entry.get().isWhole() ? 1 : 0;
        }

        synchronized void drop() {
            byName.replaceAll((_, entry) ->
                    entry.isWhole ? new Entry<>(entry.size, entry.object.flatMap(essence), false) : entry);
            dropped = byName.size();
            view = Optional.empty();
        }

        synchronized View<V> view() {
            if (view.isEmpty()) {
                List<T> objects = byName.values().stream()
                        .flatMap(entry -> entry.object.stream())
                        .toList();
                view = Optional.of(new View<>(objects.isEmpty() ? none.value : derivation.apply(objects), isWhole()));
            }
            return view.get();
        }

        synchronized boolean isWhole() {
            return dropped == 0;
        }

        synchronized boolean isEmpty() {
            return byName.isEmpty();
        }
    }

    /** What follows from the objects of a namespace; made when somebody asks, and kept until they change. */
    public View<V> in(String namespace) {
        OfNamespace objects = byNamespace.get(namespace);
        return objects == null ? none : objects.view();
    }

    /** Of how many namespaces something was dropped. */
    public long unseen() {
        return byNamespace.values().stream()
                .filter(objects -> !objects.isWhole())
                .count();
    }

    /** Puts an object in the place of the one of that key, which is gone if there is none. */
    public void set(ObjectKey key, Optional<T> object) {
        String namespace = key.namespace();
        synchronized (budget) {
            OfNamespace objects = byNamespace.computeIfAbsent(namespace, _ -> new OfNamespace());
            long more = objects.set(key.name(), object.map(present -> entry(present, budget.isOver(namespace))));
            if (objects.isEmpty()) {
                byNamespace.remove(namespace);
            }
            budget.add(namespace, more);
        }
    }

    private Entry<T> entry(T object, boolean isOver) {
        return new Entry<>(size.applyAsLong(object), isOver ? essence.apply(object) : Optional.of(object), !isOver);
    }

    private void drop(String namespace) {
        OfNamespace objects = byNamespace.get(namespace);
        if (objects != null) {
            objects.drop();
        }
    }
}
