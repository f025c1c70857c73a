package dev.probebypass.cluster.watch;

/** Hears of changes, once for each and not for every attempt. Called by the threads that watch: it must not block. */
public interface WatchListener {

    /** Tells nobody. */
    WatchListener NONE = new WatchListener() {
        @Override
        public void followed(WatchState state) {}

        @Override
        public void lost(WatchState state) {}

        @Override
        public void unreadable(String object, String problem) {}
    };

    /** The resource has been read in full and is being watched, for the first time or again. */
    void followed(WatchState state);

    /** The resource can't be read or watched, each reason once until it can; the last that was read still holds. */
    void lost(WatchState state);

    /**
     * An object can't be read and counts as absent.
     *
     * @param object such as {@code configmaps istio-system/istio-sidecar-injector}
     */
    void unreadable(String object, String problem);
}
