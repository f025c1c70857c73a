package dev.probebypass.objects;

import java.util.Optional;

/** Hears what a store does not keep. Called by the threads that watch: it must not block. */
public interface StoreListener {

    /** Tells nobody. */
    StoreListener NONE = new StoreListener() {};

    /**
     * A namespace's objects are more than is kept.
     *
     * @param kind such as {@code Service}
     * @param namespace absent for the objects that are in none
     * @param bytes what they would take
     */
    default void dropped(String kind, Optional<String> namespace, long bytes) {}

    /** They fit again, and are kept from now on. */
    default void readmitted(String kind, Optional<String> namespace) {}
}
