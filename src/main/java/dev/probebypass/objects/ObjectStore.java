package dev.probebypass.objects;

import java.util.List;

/**
 * A store of the objects of some kinds, as far as somebody reads them. It takes every object that comes and passes over those that
 * are not its own; the order does not count. For several threads at once.
 *
 * @param <V> what follows from the objects of one namespace; it never changes
 */
public interface ObjectStore<V> {

    /** The name of the store, as settings have it: the kind of its first objects. */
    default String name() {
        return kinds().getFirst().kind();
    }

    /** The kinds of objects that are watched for it, at least one. Files may have others that it reads too. */
    List<WatchedKind> kinds();

    /** The paths, from the top, of the fields that it reads beside labels and annotations of ours. */
    List<List<String>> fields();

    /** Puts an object in the place of the one before. */
    void apply(ClusterObject object);

    /** Takes an object away. */
    void remove(String kind, ObjectKey key);

    /** All objects of a kind have been applied that there are. */
    void heardAll(String kind);

    /** What follows from the objects of a namespace. */
    ObjectCache.View<V> in(String namespace);
}
