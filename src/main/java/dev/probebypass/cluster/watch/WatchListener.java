package dev.probebypass.cluster.watch;

import java.util.List;

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

        @Override
        public void meshValues(String revision, List<String> news) {}

        @Override
        public void kept(String object, String problem) {}

        @Override
        public void readable(String object) {}

        @Override
        public void forgotten(String object) {}
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

    /**
     * Istio's values of a revision have been read for the first time, or are others than before.
     *
     * @param news the values that are new, as {@code name=value}, with what they were
     */
    void meshValues(String revision, List<String> news);

    /** An object can't be read any more, or is gone; what it said last still holds. Said again while that lasts. */
    void kept(String object, String problem);

    /** An object that could not be read can be now. */
    void readable(String object);

    /** What an object said last does not hold any more: it can't be read, and nobody names what it was about. */
    void forgotten(String object);
}
