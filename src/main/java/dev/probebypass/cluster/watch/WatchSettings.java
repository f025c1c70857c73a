package dev.probebypass.cluster.watch;

import dev.probebypass.mesh.Interest;
import dev.probebypass.mesh.Mesh;
import dev.probebypass.mesh.MeshListener;
import dev.probebypass.mesh.MeshSettings;
import dev.probebypass.mesh.MeshStore;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.StoreLimits;
import dev.probebypass.routes.RouteSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What to watch, how patiently, and how much of it to keep.
 *
 * @param meshes what is said of each mesh, in the order in which a pod is offered to them
 * @param namespaceTimeout how long a snapshot may wait for a Namespace that the watch has not brought
 * @param routes what is said of the ways into pods
 * @param checkInterval how often a watch that went quiet is looked for
 * @param discoveryInterval how often kinds are looked for that custom resources define
 * @param readmission how long after objects were read anew, because more of them fit, they may be so again
 */
public record WatchSettings(
        List<Map.Entry<Mesh, MeshSettings>> meshes,
        RouteSettings routes,
        Duration namespaceTimeout,
        Duration checkInterval,
        Duration discoveryInterval,
        Duration readmission,
        StoreLimits limits) {

    public WatchSettings {
        meshes = List.copyOf(meshes);
    }

    /** The usual patience, and what the heap of this process has room for. */
    public static WatchSettings of(List<Map.Entry<Mesh, MeshSettings>> meshes, RouteSettings routes) {
        return new WatchSettings(
                meshes,
                routes,
                Duration.ofMillis(500),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                StoreLimits.ofHeap(Runtime.getRuntime().maxMemory()));
    }

    /** What decisions about the pods of each mesh read. */
    Stream<Interest> interests() {
        return meshes.stream().map(Map.Entry::getKey).map(Mesh::interest);
    }

    /** An empty store for each mesh, all with one budget for their policies. */
    List<MeshStore> stores(StoreBudget budget, MeshListener listener, InstantSource clock) {
        return meshes.stream()
                .map(each -> each.getKey().store(each.getValue(), budget, listener, clock))
                .toList();
    }
}
