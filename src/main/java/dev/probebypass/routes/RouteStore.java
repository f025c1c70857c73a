package dev.probebypass.routes;

import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectCache;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.WatchedKind;
import java.util.List;

/**
 * A store of the objects that one source of routes reads, as far as it reads them. It takes every object that comes and passes
 * over those that are not its own; the order does not count. For several threads at once.
 */
public interface RouteStore {

    /** The name of the source, as settings have it: the kind of its first objects. */
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

    /** What follows for the pods of a namespace. */
    ObjectCache.View<RouteSource> in(String namespace);
}
