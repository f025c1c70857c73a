package dev.probebypass.objects;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is kept of an object, and what it takes at most.
 *
 * @param bytes of memory, estimated by all that was read of the object
 */
public record Sized<T>(T value, long bytes) {

    /** What is kept of that object. */
    public static <T> Sized<T> of(ClusterObject object, T value) {
        return new Sized<>(value, ObjectSize.of(object.json()));
    }

    /** A cache of such, and of what follows from those of one namespace; of those that are dropped nothing is left. */
    public static <T, V> ObjectCache<Sized<T>, V> cache(StoreBudget budget, Function<List<T>, V> derivation) {
        return cache(budget, _ -> Optional.empty(), derivation);
    }

    /**
     * The same, with something left.
     *
     * @param essence what is left of an object that is dropped
     */
    static <T, V> ObjectCache<Sized<T>, V> cache(
            StoreBudget budget, Function<Sized<T>, Optional<Sized<T>>> essence, Function<List<T>, V> derivation) {
        return new ObjectCache<>(
                budget,
                Sized::bytes,
                essence,
                all -> derivation.apply(all.stream().map(Sized::value).collect(Collectors.toUnmodifiableList())));
    }
}
