package dev.probebypass.cluster.watch;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Function;

/** The watches on the injectors' ConfigMaps, each followed by its name as long as somebody wants it. */
final class MeshConfigMaps {

    /** More revisions than anybody runs; labels are not to open watches without end. */
    private static final int MOST = 32;

    private final ConcurrentMap<ObjectKey, Follower> byKey = new ConcurrentHashMap<>();
    private final Function<ObjectKey, Follower> open;
    private final Executor thread;

    /**
     * Nothing followed yet.
     *
     * @param open makes a follower of that ConfigMap
     * @param thread where followers are started and stopped; not the calling one
     */
    MeshConfigMaps(Function<ObjectKey, Follower> open, Executor thread) {
        this.open = open;
        this.thread = thread;
    }

    /** Follows these, and no others any more. One caller at a time. */
    void follow(Set<ObjectKey> wanted) {
        for (ObjectKey key : byKey.keySet()) {
            if (!wanted.contains(key)) {
                Follower unwanted = byKey.remove(key);
                thread.execute(unwanted::abandon);
            }
        }
        wanted.stream().sorted().filter(key -> !byKey.containsKey(key)).forEach(this::open);
    }

    private void open(ObjectKey key) {
        if (byKey.size() < MOST) {
            Follower follower = open.apply(key);
            byKey.put(key, follower);
            thread.execute(follower::start);
        }
    }

    Collection<Follower> followers() {
        return List.copyOf(byKey.values());
    }
}
