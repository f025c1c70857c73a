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
 * it keeps the names and sizes of its objects and what a function leaves of them, until each has been set again. For several
 * threads at once.
 */
public final class ObjectCache<T> {

    private final ConcurrentMap<String, OfNamespace<T>> byNamespace = new ConcurrentHashMap<>();
    private final StoreBudget budget;
    private final View<T> none = new View<>(List.of(), true);
    private final ToLongFunction<T> size;
    private final Function<T, Optional<T>> essence;

    /**
     * An empty cache.
     *
     * @param size the bytes that an object takes; never zero
     * @param essence what is left of an object that is dropped; it has to be small
     */
    public ObjectCache(StoreBudget budget, ToLongFunction<T> size, Function<T, Optional<T>> essence) {
        this.budget = budget;
        this.size = size;
        this.essence = essence;
        budget.share(this::drop);
    }

    /**
     * The objects of a namespace at one moment, by name.
     *
     * @param isWhole whether they are all, and nothing of them was dropped
     */
    public record View<T>(List<T> objects, boolean isWhole) {

        public View {
            objects = List.copyOf(objects);
        }
    }

    private record Entry<T>(long size, Optional<T> object, boolean isWhole) {}

    /** The objects of one namespace; the view is made when somebody asks, so that a first list of many costs no copies. */
    private static final class OfNamespace<T> {

        private final TreeMap<String, Entry<T>> byName = new TreeMap<>();
        private int dropped;
        private Optional<View<T>> view = Optional.empty();

        /** The bytes that there are more. */
        synchronized long set(String name, Optional<Entry<T>> entry) {
            Entry<T> before = entry.isPresent() ? byName.put(name, entry.get()) : byName.remove(name);
            dropped += count(entry) - count(Optional.ofNullable(before));
            view = Optional.empty();
            return entry.map(Entry::size).orElse(0L) - (before == null ? 0 : before.size);
        }

        private static int count(Optional<? extends Entry<?>> entry) {
            return entry.isPresent() && !entry.get().isWhole() ? 1 : 0;
        }

        synchronized void drop(Function<T, Optional<T>> essence) {
            byName.replaceAll((_, entry) ->
                    entry.isWhole ? new Entry<>(entry.size, entry.object.flatMap(essence), false) : entry);
            dropped = byName.size();
            view = Optional.empty();
        }

        synchronized View<T> view() {
            if (view.isEmpty()) {
                view = Optional.of(new View<>(
                        byName.values().stream()
                                .flatMap(entry -> entry.object.stream())
                                .toList(),
                        isWhole()));
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

    /** The objects of a namespace. */
    public View<T> in(String namespace) {
        OfNamespace<T> objects = byNamespace.get(namespace);
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
            OfNamespace<T> objects = byNamespace.computeIfAbsent(namespace, _ -> new OfNamespace<>());
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
        OfNamespace<T> objects = byNamespace.get(namespace);
        if (objects != null) {
            objects.drop(essence);
        }
    }
}
