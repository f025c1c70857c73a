package dev.probebypass.routes;

import dev.probebypass.objects.ObjectKey;
import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A cache of what is read of the objects of one kind, by namespace and name. For several threads at once.
 *
 * @param <T> what is read of an object
 * @param <V> what follows from those of one namespace; it never changes
 */
public final class NamespacedCache<T, V> {

    private final ConcurrentMap<String, OfNamespace> byNamespace = new ConcurrentHashMap<>();
    private final Function<Collection<T>, V> view;
    private final V none;

    /**
     * An empty cache.
     *
     * @param view makes what follows from the objects of a namespace, which come in the order of their names
     * @param none what follows from no objects
     */
    public NamespacedCache(Function<Collection<T>, V> view, V none) {
        this.view = view;
        this.none = none;
    }

    /** The objects of one namespace; the view is made when somebody asks, so that a first list of many costs nothing more. */
    private final class OfNamespace {

        private final TreeMap<String, T> byName = new TreeMap<>();
        private Optional<V> current = Optional.empty();

        synchronized void set(String name, Optional<T> object) {
            object.ifPresentOrElse(present -> byName.put(name, present), () -> byName.remove(name));
            current = Optional.empty();
        }

        synchronized V view() {
            if (current.isEmpty()) {
                current = Optional.of(view.apply(byName.values()));
            }
            return current.get();
        }

        synchronized boolean isEmpty() {
            return byName.isEmpty();
        }
    }

    /** What follows from the objects of a namespace. */
    public V in(String namespace) {
        OfNamespace objects = byNamespace.get(namespace);
        return objects == null ? none : objects.view();
    }

    /** The namespaces that have an object. */
    public Stream<String> namespaces() {
        return byNamespace.keySet().stream();
    }

    /** Puts an object in the place of the one of that key, which is gone if there is none. */
    public void set(ObjectKey key, Optional<T> object) {
        byNamespace.compute(key.namespace(), (_, before) -> {
            OfNamespace objects = before == null ? new OfNamespace() : before;
            objects.set(key.name(), object);
            return objects.isEmpty() ? null : objects;
        });
    }
}
