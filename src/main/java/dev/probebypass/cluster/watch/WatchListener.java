package dev.probebypass.cluster.watch;

import dev.probebypass.mesh.MeshListener;
import java.util.List;

/** Hears of changes, once for each and not for every attempt. Called by the threads that watch: it must not block. */
public interface WatchListener extends MeshListener {

    /** Tells nobody. */
    WatchListener NONE = new WatchListener() {
        @Override
        public void followed(WatchState state) {}

        @Override
        public void lost(WatchState state) {}

        @Override
        public void unreadable(String object, String problem) {}

        @Override
        public void values(String configuration, List<String> news) {}

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
}
