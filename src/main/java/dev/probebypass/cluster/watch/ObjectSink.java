package dev.probebypass.cluster.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.objects.ObjectKey;

/** Takes the objects of one resource. Called by one thread at a time. */
interface ObjectSink {

    /**
     * Puts an object in the place of the one before.
     *
     * @throws RuntimeException if the object can't be read; it then counts as absent
     */
    void put(ObjectKey key, JsonNode object);

    void remove(ObjectKey key);

    /** Whether nothing is kept of the objects of that one's namespace, their names neither. */
    default boolean isForgotten(ObjectKey key) {
        return false;
    }

    /** All objects have been put that there are. */
    default void heardAll() {}

    /** The resource is not served any more, and all of its objects have been removed. */
    default void ended() {}
}
