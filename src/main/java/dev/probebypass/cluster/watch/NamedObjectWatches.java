package dev.probebypass.cluster.watch;

import dev.probebypass.objects.ObjectKey;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;

/** The watches on single objects of one resource, each by its name as long as somebody wants it. */
final class NamedObjectWatches {

    /** More revisions than anybody runs; labels are not to open watches without end. */
    private static final int MOST = 32;

    private final ConcurrentMap<ObjectKey, ResourceWatch> byKey = new ConcurrentHashMap<>();
    private final Function<ObjectKey, ResourceWatch> open;
    private final Consumer<ObjectKey> forget;
    private final Executor thread;

    /**
     * Nothing followed yet.
     *
     * @param open makes a watch of that object
     * @param forget is told which object is not followed any more
     * @param thread where watches are started and stopped; not the calling one
     */
    NamedObjectWatches(Function<ObjectKey, ResourceWatch> open, Consumer<ObjectKey> forget, Executor thread) {
        this.open = open;
        this.forget = forget;
        this.thread = thread;
    }

    /** Follows these, and nothing else any more. One caller at a time. */
    void follow(Set<ObjectKey> wanted) {
        for (ObjectKey key : byKey.keySet()) {
            if (!wanted.contains(key)) {
                ResourceWatch unwanted = byKey.remove(key);
                forget.accept(key);
                thread.execute(unwanted::abandon);
            }
        }
        wanted.stream().sorted().filter(key -> !byKey.containsKey(key)).forEach(this::open);
    }

    /** Whether an object is followed. */
    boolean follows(ObjectKey key) {
        return byKey.containsKey(key);
    }

    private void open(ObjectKey key) {
        if (byKey.size() < MOST) {
            ResourceWatch watch = open.apply(key);
            byKey.put(key, watch);
            thread.execute(watch::start);
        }
    }

    Collection<ResourceWatch> watches() {
        return List.copyOf(byKey.values());
    }
}
