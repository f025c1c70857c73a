package dev.probebypass.settings;

import dev.probebypass.mesh.Mesh;
import dev.probebypass.mesh.MeshSettings;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.routes.LabelKeys;
import dev.probebypass.routes.RouteSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where a cluster is, and what it may not show.
 *
 * @param kubeconfig how to reach it, empty for the usual ways
 * @param meshNamespaces where the meshes keep their configuration, the first before the others
 * @param meshes what is said of each mesh, in the order in which a pod is offered to them
 * @param routes what is said of the ways into pods
 */
public record ClusterSettings(
        Optional<Path> kubeconfig,
        List<String> meshNamespaces,
        List<Map.Entry<Mesh, MeshSettings>> meshes,
        RouteSettings routes) {

    public ClusterSettings {
        meshNamespaces = List.copyOf(meshNamespaces);
        meshes = List.copyOf(meshes);
    }

    /** The names of the sources of routes that are read beside Services and pods. */
    public List<String> routeSources() {
        return routes.sources();
    }

    /** The same cluster, reached by another kubeconfig. */
    public ClusterSettings by(Optional<Path> otherKubeconfig) {
        return new ClusterSettings(otherKubeconfig, meshNamespaces, meshes, routes);
    }

    static ClusterSettings read(SettingsReader reader) {
        List<String> namespaces = reader.get(Settings.MESH_NAMESPACE);
        return new ClusterSettings(
                reader.find(Settings.KUBECONFIG),
                namespaces,
                Meshes.ALL.stream()
                        .map(mesh -> Map.entry(mesh, MeshSettingsReader.read(mesh, namespaces, reader)))
                        .toList(),
                new RouteSettings(
                        reader.get(Settings.ROUTE_SOURCES),
                        LabelKeys.DEFAULT.plus(
                                reader.get(Settings.GROUPING_LABELS),
                                reader.get(Settings.NAMING_LABELS),
                                reader.get(Settings.SWITCHED_LABELS))));
    }
}
