package dev.probebypass.mesh.istio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.cluster.ClusterStore;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.mesh.MeshConfiguration;
import dev.probebypass.mesh.MeshListener;
import dev.probebypass.mesh.MeshPolicies;
import dev.probebypass.mesh.MeshSettings;
import dev.probebypass.mesh.MeshStore;
import dev.probebypass.meshes.RouteSources;
import dev.probebypass.objects.StoreBudget;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Clusters with Istio in them, made of objects that a test writes down. */
public final class TestMeshes {

    private static final List<String> NAMESPACES = List.of("istio-system");

    private TestMeshes() {}

    /** A cluster in which nothing is assumed of a mesh that can't be seen. */
    public static ClusterStore cluster(Iterable<JsonNode> objects) {
        return cluster(objects, Map.of());
    }

    /** The same with settings, by their names. */
    public static ClusterStore cluster(Iterable<JsonNode> objects, Map<String, String> settings) {
        ClusterStore cluster = new ClusterStore(
                        List.of(store(settings)),
                        RouteSources.create(RouteSources.DEFAULT, StoreBudget.unlimited()),
                        RouteSources.callers(RouteSources.DEFAULT, StoreBudget.unlimited()))
                .with(objects);
        objects.forEach(object -> {
            // Where a test writes one down, it writes all down that there are.
            if (object.path("kind").asText().equals("PeerAuthentication")) {
                cluster.heardAll(PeerAuthentication.KIND.id());
            }
        });
        return cluster;
    }

    /** A store of Istio's configuration that knows nothing but the settings. */
    public static MeshStore store(Map<String, String> settings) {
        return new Istio()
                .store(
                        new MeshSettings(NAMESPACES, settings, false),
                        StoreBudget.unlimited(),
                        MeshListener.NONE,
                        () -> Instant.EPOCH);
    }

    /** What policies of a namespace {@code shop} say, and those of the mesh. */
    public static MeshPolicies policies(Iterable<JsonNode> objects) {
        return cluster(objects).snapshot("shop").policies().getFirst();
    }

    /** What a snapshot knows of the revision of a pod with these labels. */
    public static IstioSight sight(Snapshot snapshot, Map<String, String> podLabels) {
        return istio(snapshot).choose(snapshot.namespaceLabels(), podLabels).sight();
    }

    /** What is known of the revision that the labels of a namespace name. */
    public static IstioSight named(Snapshot snapshot, String revision) {
        return istio(snapshot)
                .choose(Map.of(IstioSelection.REVISION, revision), Map.of())
                .sight();
    }

    /** The revision that each tag points to. */
    public static Map<String, String> tags(Snapshot snapshot) {
        return istio(snapshot).tags();
    }

    /** How Istio is configured. */
    public static IstioConfiguration istio(Snapshot snapshot) {
        return istio(snapshot.meshes());
    }

    /** The same among the configurations of all meshes. */
    public static IstioConfiguration istio(List<MeshConfiguration> meshes) {
        return (IstioConfiguration) meshes.getFirst();
    }
}
