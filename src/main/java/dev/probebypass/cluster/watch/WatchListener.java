package dev.probebypass.cluster.watch;

import dev.probebypass.mesh.MeshListener;
import dev.probebypass.objects.StoreListener;

/** Hears of changes, once for each and not for every attempt. Called by the threads that watch: it must not block. */
public interface WatchListener extends MeshListener, StoreListener {

    /** Tells nobody. */
    WatchListener NONE = new WatchListener() {};

    /** The resource has been read in full and is being watched, for the first time or again. */
    default void followed(WatchState state) {}

    /** The resource can't be read or watched, each reason once until it can; the last that was read still holds. */
    default void lost(WatchState state) {}

    /**
     * Services can't be read, and what was read of them last can't be relied on any more: each probed port counts as an
     * application port.
     *
     * @param services how they fare
     */
    default void servicesLost(WatchState services) {}

    /** Services have been read again, and ports are decided by them. */
    default void servicesFound() {}

    /** The API server does not serve the resource any more, and nothing of it counts. */
    default void ended(String resource) {}
}
