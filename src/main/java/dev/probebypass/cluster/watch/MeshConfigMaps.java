package dev.probebypass.cluster.watch;

import dev.probebypass.cluster.IstioInstallations;
import dev.probebypass.cluster.ObjectReader;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The injectors' ConfigMaps, each followed by its name. The names are those of the revisions: the one without a name, and
 * whatever is found later. Once followed, always followed: a revision that is gone has no ConfigMap, which is seen too.
 */
final class MeshConfigMaps {

    /** More revisions than anybody runs; labels are not to open watches without end. */
    private static final int MOST = 32;

    private final ConcurrentMap<String, Follower> byName = new ConcurrentHashMap<>();
    private final Function<String, Follower> open;
    private final Consumer<Follower> start;

    /**
     * Nothing followed yet.
     *
     * @param open makes a follower of the ConfigMap of that name
     * @param start starts it; must not do so in the calling thread
     */
    MeshConfigMaps(Function<String, Follower> open, Consumer<Follower> start) {
        this.open = open;
        this.start = start;
    }

    /** Follows the ConfigMap of a revision. */
    void follow(String revision) {
        String name = revision.equals(IstioInstallations.DEFAULT)
                ? ObjectReader.INJECTOR_CONFIG_MAP
                : ObjectReader.INJECTOR_CONFIG_MAP + "-" + revision;
        if (byName.size() < MOST) {
            byName.computeIfAbsent(name, _ -> {
                Follower follower = open.apply(name);
                start.accept(follower);
                return follower;
            });
        }
    }

    List<Follower> followers() {
        return List.copyOf(byName.values());
    }
}
