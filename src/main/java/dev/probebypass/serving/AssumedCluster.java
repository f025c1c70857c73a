package dev.probebypass.serving;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.cluster.ClusterStore;
import dev.probebypass.mesh.MeshListener;
import dev.probebypass.meshes.RouteSources;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.settings.ClusterSettings;
import java.time.Instant;

/** Makes a cluster of objects that somebody wrote down; what they do not show of a mesh is assumed. */
public final class AssumedCluster {

    private AssumedCluster() {}

    /** A cluster of these objects and no others. */
    public static ClusterStore of(Iterable<JsonNode> objects, ClusterSettings settings) {
        return new ClusterStore(
                        settings.meshes().stream()
                                .map(each -> each.getKey()
                                        .store(
                                                each.getValue().assumingOtherwise(),
                                                StoreBudget.unlimited(),
                                                MeshListener.NONE,
                                                () -> Instant.EPOCH))
                                .toList(),
                        RouteSources.create(settings.routes(), StoreBudget.unlimited()),
                        RouteSources.callers(settings.routes(), StoreBudget.unlimited()))
                .with(objects);
    }
}
