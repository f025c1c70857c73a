package dev.probebypass.objects;

/** Hears what a store does not keep. Called by the threads that watch: it must not block. */
public interface StoreListener {

    /** Tells nobody. */
    StoreListener NONE = new StoreListener() {};

    /**
     * A namespace's objects are more than is kept.
     *
     * @param kind such as {@code Service}
     * @param bytes what they would take
     */
    default void dropped(String kind, String namespace, long bytes) {}

    /** They fit again, and are kept from now on. */
    default void readmitted(String kind, String namespace) {}
}
