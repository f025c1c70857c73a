package dev.probebypass.routes;

import dev.probebypass.objects.ObjectCache;
import dev.probebypass.objects.ObjectKey;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * A cache of what follows from the objects of one kind in each namespace. For several threads at once.
 *
 * @param <T> what is kept of an object
 * @param <V> what follows from those of one namespace; it never changes
 */
final class NamespacedCache<T, V> {

    private final ObjectCache<T> objects;
    private final Function<List<T>, V> view;
    private final V none;
    private final ConcurrentMap<String, Made<T, V>> made = new ConcurrentHashMap<>();

    private record Made<T, V>(ObjectCache.View<T> of, V value) {}

    /**
     * An empty cache.
     *
     * @param view makes what follows from the objects of a namespace, which come in the order of their names
     * @param none what follows from no objects
     */
    NamespacedCache(ObjectCache<T> objects, Function<List<T>, V> view, V none) {
        this.objects = objects;
        this.view = view;
        this.none = none;
    }

    /** What follows from the objects of a namespace; made when somebody asks, and kept until they change. */
    @SuppressWarnings("ReferenceEquality") // another view is another value
    V in(String namespace) {
        ObjectCache.View<T> current = objects.in(namespace);
        if (current.objects().isEmpty()) {
            made.remove(namespace);
            return none;
        }
        Made<T, V> known = made.get(namespace);
        if (known == null || known.of != current) {
            known = new Made<>(current, view.apply(current.objects()));
            made.put(namespace, known);
        }
        return known.value;
    }

    /** Whether nothing was dropped of the objects of a namespace. */
    boolean isWhole(String namespace) {
        return objects.in(namespace).isWhole();
    }

    /** Puts an object in the place of the one of that key, which is gone if there is none. */
    void set(ObjectKey key, Optional<T> object) {
        objects.set(key, object);
    }

    /** Of how many namespaces something was dropped. */
    long unseen() {
        return objects.unseen();
    }
}
