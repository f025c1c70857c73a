package dev.probebypass.objects;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * A cache of the objects of one kind, by namespace, as far as a budget has room for them. Of a namespace that is over the budget
 * it keeps the names and sizes of its objects and what a function leaves of them, until each has been set again; where that is too
 * much too, nothing, until all have been heard. What follows
 * from the objects of a namespace is kept beside them until they change. For several threads at once.
 *
 * @param <T> what is kept of an object
 * @param <V> what follows from those of one namespace; it never changes
 */
public final class ObjectCache<T, V> {

    private final ConcurrentMap<String, OfNamespace> byNamespace = new ConcurrentHashMap<>();
    private final OfNamespace clusterScoped = new OfNamespace();
    private final StoreBudget budget;
    private final ToLongFunction<T> size;
    private final Function<T, Optional<T>> essence;
    private final Function<List<T>, V> derivation;
    private final View<V> none;
    private final AtomicLong changes = new AtomicLong();
    private volatile Everywhere<V> everywhere = new Everywhere<>(0, List.of());

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
        budget.share(new StoreBudget.Sharer() {
            @Override
            public void drop(Optional<String> namespace) {
                known(namespace).ifPresent(OfNamespace::drop);
            }

            @Override
            public void forget(Optional<String> namespace) {
                known(namespace).ifPresent(OfNamespace::forget);
            }
        });
    }

    /**
     * What follows from the objects of a namespace at one moment.
     *
     * @param isWhole whether they are all, and nothing of them was dropped
     */
    public record View<V>(V value, boolean isWhole) {}

    /**
     * What follows from the objects of each namespace.
     *
     * @param changes how many there had been before anybody asked
     */
    private record Everywhere<V>(long changes, List<V> values) {

        private Everywhere {
            values = List.copyOf(values);
        }
    }

    /**
     * One object.
     *
     * @param size the bytes that it takes, or would take
     * @param left the bytes of what is left of it where it is dropped
     */
    private record Entry<T>(long size, long left, Optional<T> object, boolean isWhole) {}

    /** The objects of one namespace; the view is made when somebody asks, so that a first list of many costs nothing. */
    private final class OfNamespace {

        private final TreeMap<String, Entry<T>> byName = new TreeMap<>();
        private long dropped;
        private boolean forgotten;
        private Optional<View<V>> view = Optional.empty();

        /** What was there before. */
        synchronized Optional<Entry<T>> set(String name, Optional<Entry<T>> entry) {
            Optional<Entry<T>> before =
                    Optional.ofNullable(entry.isPresent() ? byName.put(name, entry.get()) : byName.remove(name));
            dropped += count(entry) - count(before);
            changed();
            return before;
        }

        private int count(Optional<? extends Entry<?>> entry) {
            return entry.isPresent() && !entry.get().isWhole() ? 1 : 0;
        }

        synchronized void forget() {
            byName.clear();
            dropped = 0;
            forgotten = true;
            changed();
        }

        synchronized void heardAll() {
            forgotten = false;
            changed();
        }

        synchronized void drop() {
            byName.replaceAll((_, entry) -> entry.isWhole && entry.object.isPresent()
                    ? new Entry<>(entry.size, entry.left, entry.object.flatMap(essence), false)
                    : entry);
            dropped = byName.values().stream().filter(entry -> !entry.isWhole).count();
            changed();
        }

        private void changed() {
            view = Optional.empty();
            changes.incrementAndGet();
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
            return dropped == 0 && !forgotten;
        }

        synchronized boolean isEmpty() {
            return byName.isEmpty() && !forgotten;
        }
    }

    /** What follows from the objects of a namespace; made when somebody asks, and kept until they change. */
    public View<V> in(String namespace) {
        OfNamespace objects = byNamespace.get(namespace);
        return objects == null ? none : objects.view();
    }

    /**
     * What follows from the objects that are in no namespace, if there are any, then from those of each namespace that has any, by
     * the names of the namespaces; made when somebody asks, and the same list until an object changes.
     */
    public List<V> everywhere() {
        Everywhere<V> known = everywhere;
        long now = changes.get();
        if (known.changes != now) {
            known = new Everywhere<>(
                    now,
                    Stream.concat(
                                    known(Optional.empty()).stream(),
                                    byNamespace.entrySet().stream()
                                            .sorted(Map.Entry.comparingByKey())
                                            .map(Map.Entry::getValue))
                            .map(objects -> objects.view().value())
                            .toList());
            everywhere = known;
        }
        return known.values;
    }

    /** Of how many namespaces something was dropped. */
    public long unseen() {
        return byNamespace.values().stream()
                .filter(objects -> !objects.isWhole())
                .count();
    }

    /** Puts an object in the place of the one of that key; where there is nothing to keep of it, its name is kept. */
    public void set(ObjectKey key, Optional<T> object) {
        synchronized (budget) {
            if (budget.isForgotten(key.namespace())) {
                objects(key.namespace()).forget();
            } else {
                replace(key, Optional.of(entry(key, object, budget.isOver(key.namespace()))));
            }
        }
    }

    /** Takes the object of that key away. */
    public void remove(ObjectKey key) {
        synchronized (budget) {
            if (!budget.isForgotten(key.namespace())) {
                replace(key, Optional.empty());
            }
        }
    }

    /** All objects have been set that there are, since the budget let namespaces in again that were forgotten. */
    public void heardAll() {
        synchronized (budget) {
            byNamespace.forEach((namespace, objects) -> heardAll(Optional.of(namespace), objects));
            heardAll(Optional.empty(), clusterScoped);
        }
    }

    private void heardAll(Optional<String> namespace, OfNamespace objects) {
        if (!budget.isForgotten(namespace)) {
            objects.heardAll();
            removeIfEmpty(namespace, objects);
        }
    }

    private void replace(ObjectKey key, Optional<Entry<T>> entry) {
        Optional<String> namespace = key.namespace();
        OfNamespace objects = objects(namespace);
        Optional<Entry<T>> before = objects.set(key.name(), entry);
        removeIfEmpty(namespace, objects);
        budget.add(
                namespace,
                entry.map(Entry::size).orElse(0L) - before.map(Entry::size).orElse(0L),
                entry.map(Entry::left).orElse(0L) - before.map(Entry::left).orElse(0L));
    }

    private void removeIfEmpty(Optional<String> namespace, OfNamespace objects) {
        if (objects.isEmpty()) {
            namespace.ifPresent(byNamespace::remove);
        }
    }

    private Entry<T> entry(ObjectKey key, Optional<T> object, boolean isOver) {
        long name = ObjectSize.name(key);
        Optional<T> least = object.flatMap(essence);
        return new Entry<>(
                name + object.map(size::applyAsLong).orElse(0L),
                name + least.map(size::applyAsLong).orElse(0L),
                isOver ? least : object,
                !isOver || object.isEmpty());
    }

    /** The objects of a namespace, or those that are in none. */
    private OfNamespace objects(Optional<String> namespace) {
        return namespace
                .map(name -> byNamespace.computeIfAbsent(name, _ -> new OfNamespace()))
                .orElse(clusterScoped);
    }

    /** The same, as far as there are any. */
    private Optional<OfNamespace> known(Optional<String> namespace) {
        return namespace.isPresent()
                ? Optional.ofNullable(byNamespace.get(namespace.get()))
                : Optional.of(clusterScoped).filter(objects -> !objects.isEmpty());
    }
}
