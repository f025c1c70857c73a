package dev.probebypass.cluster;

import dev.probebypass.callers.Callers;
import dev.probebypass.mesh.Mesh;
import dev.probebypass.mesh.MeshConfiguration;
import dev.probebypass.mesh.MeshPolicies;
import dev.probebypass.routes.NamespaceRoutes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known around the pods of one namespace at one moment.
 *
 * @param namespaceName the name of the namespace, known even where the Namespace is not
 * @param namespace empty if it is not known (yet)
 * @param routes what knows the ways into its pods
 * @param callers who calls ports anywhere
 * @param meshes how each mesh is configured, in the order in which a pod is offered to them
 * @param policies what the policies of each mesh say of its pods, in the same order
 * @param unseen why the routes to its pods can't be told; empty where they are known
 */
public record Snapshot(
        String namespaceName,
        Optional<Namespace> namespace,
        NamespaceRoutes routes,
        Callers callers,
        List<MeshConfiguration> meshes,
        List<MeshPolicies> policies,
        Optional<Unseen> unseen) {

    public Snapshot {
        meshes = List.copyOf(meshes);
        policies = List.copyOf(policies);
    }

    /** The same with other ways into the pods. */
    public Snapshot with(NamespaceRoutes other) {
        return new Snapshot(namespaceName, namespace, other, callers, meshes, policies, unseen);
    }

    /** The Namespace's labels, none where it is not known. */
    public Map<String, String> namespaceLabels() {
        return namespace.isPresent() ? namespace.get().labels() : Map.of();
    }

    /** The Namespace's annotations, none where it is not known. */
    public Map<String, String> namespaceAnnotations() {
        return namespace.isPresent() ? namespace.get().annotations() : Map.of();
    }

    /** What the policies of a mesh say of its pods. */
    public MeshPolicies policies(Mesh mesh) {
        for (int i = 0; i < policies.size(); i++) {
            if (meshes.get(i).mesh().equals(mesh)) {
                return policies.get(i);
            }
        }
        return MeshPolicies.UNSEEN;
    }

    /** The names of the meshes that are known. */
    public List<String> meshNames() {
        return meshes.stream().map(each -> each.mesh().name()).toList();
    }
}
