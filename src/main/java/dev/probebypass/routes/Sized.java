package dev.probebypass.routes;

import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectCache;
import dev.probebypass.objects.ObjectSize;
import dev.probebypass.objects.StoreBudget;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is kept of an object, and what it takes at most.
 *
 * @param bytes of memory, estimated by all that was read of the object
 */
record Sized<T>(T value, long bytes) {

    static <T> Sized<T> of(ClusterObject object, T value) {
        return new Sized<>(value, ObjectSize.of(object.json()));
    }

    /** A cache of such, and of the source that follows from them. */
    static <T> ObjectCache<Sized<T>, RouteSource> cache(StoreBudget budget, Function<List<T>, RouteSource> source) {
        return new ObjectCache<>(
                budget,
                Sized::bytes,
                _ -> Optional.empty(),
                all -> source.apply(all.stream().map(Sized::value).toList()));
    }
}
