package dev.probebypass.meshes;

import dev.probebypass.callers.CallerStores;
import dev.probebypass.callers.ClusterCallers;
import dev.probebypass.objects.ObjectStore;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.WatchedKind;
import dev.probebypass.routes.ClusterRoutes;
import dev.probebypass.routes.LabelKeys;
import dev.probebypass.routes.RouteSettings;
import dev.probebypass.routes.RouteSource;
import dev.probebypass.routes.RouteStores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The registry of what is read beside Services: the sources of routes, those of the meshes and those that belong to none, and the
 * kinds of objects that say who calls ports.
 */
public final class RouteSources {

    /** Their names, in the order in which they are asked. */
    public static final List<String> NAMES =
            all(StoreBudget.unlimited()).map(ObjectStore::name).toList();

    /** The names of those that lead nowhere and say who calls. */
    public static final List<String> NAMES_OF_CALLERS = CallerStores.create(StoreBudget.unlimited()).stream()
            .map(ObjectStore::name)
            .toList();

    /** All sources, and the keys of labels that are known. */
    public static final RouteSettings DEFAULT = new RouteSettings(NAMES, LabelKeys.DEFAULT);

    private RouteSources() {}

    private static Stream<ObjectStore<?>> all(StoreBudget budget) {
        return Stream.concat(routes(budget), CallerStores.create(budget).stream());
    }

    private static Stream<ObjectStore<RouteSource>> routes(StoreBudget budget) {
        return Stream.concat(
                RouteStores.create(budget).stream(),
                Meshes.ALL.stream().flatMap(mesh -> mesh.routeStores(budget).stream()));
    }

    /** The kinds that each source reads, by its name, in the order in which they are asked. */
    public static Map<String, List<WatchedKind>> kinds() {
        Map<String, List<WatchedKind>> kinds = new LinkedHashMap<>();
        all(StoreBudget.unlimited()).forEach(store -> kinds.put(store.name(), store.kinds()));
        return kinds;
    }

    /** The paths, from the top, of all fields that a source reads, whatever settings name. */
    public static List<List<String>> fields() {
        return all(StoreBudget.unlimited())
                .flatMap(store -> store.fields().stream())
                .distinct()
                .toList();
    }

    /** An empty store of what the sources know that the settings name. */
    public static ClusterRoutes create(RouteSettings settings, StoreBudget budget) {
        return new ClusterRoutes(
                budget,
                settings.keys(),
                routes(budget)
                        .filter(store -> settings.sources().contains(store.name()))
                        .toList());
    }

    /** The same of what is known of callers. */
    public static ClusterCallers callers(RouteSettings settings, StoreBudget budget) {
        return new ClusterCallers(
                budget,
                CallerStores.create(budget).stream()
                        .filter(store -> settings.sources().contains(store.name()))
                        .toList());
    }
}
