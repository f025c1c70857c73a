package dev.probebypass.meshes;

import dev.probebypass.mesh.Mesh;
import dev.probebypass.routes.LabelKeys;
import dev.probebypass.routes.RouteSettings;
import dev.probebypass.routes.RouteStore;
import dev.probebypass.routes.RouteStores;
import java.util.List;
import java.util.stream.Stream;

/** The registry of the sources of routes that read objects: those of the meshes, and those that belong to none. */
public final class RouteSources {

    /** Their names, in the order in which they are asked. */
    public static final List<String> NAMES = all().map(RouteStore::name).toList();

    /** All sources, and the keys of labels that are known. */
    public static final RouteSettings DEFAULT = new RouteSettings(NAMES, LabelKeys.DEFAULT);

    private RouteSources() {}

    private static Stream<RouteStore> all() {
        return Stream.concat(
                RouteStores.create().stream(),
                Meshes.ALL.stream().map(Mesh::routeStores).flatMap(List::stream));
    }

    /** An empty store for each source that the settings name. */
    public static List<RouteStore> create(RouteSettings settings) {
        return all().filter(store -> settings.sources().contains(store.name())).toList();
    }
}
