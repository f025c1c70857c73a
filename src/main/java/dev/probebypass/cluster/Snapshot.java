package dev.probebypass.cluster;

import dev.probebypass.mesh.MeshConfiguration;
import dev.probebypass.pod.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known around the pods of one namespace at one moment.
 *
 * @param namespaceName the name of the namespace, known even where the Namespace is not
 * @param namespace empty if it is not known (yet)
 * @param services those of the namespace
 * @param meshes how each mesh is configured, in the order in which a pod is offered to them
 */
public record Snapshot(
        String namespaceName, Optional<Namespace> namespace, List<Service> services, List<MeshConfiguration> meshes) {

    public Snapshot {
        services = List.copyOf(services);
        meshes = List.copyOf(meshes);
    }

    /** The Namespace's labels, none where it is not known. */
    public Map<String, String> namespaceLabels() {
        return namespace.map(Namespace::labels).orElse(Map.of());
    }

    /** The Namespace's annotations, none where it is not known. */
    public Map<String, String> namespaceAnnotations() {
        return namespace.map(Namespace::annotations).orElse(Map.of());
    }

    /** The names of the meshes that are known. */
    public List<String> meshNames() {
        return meshes.stream().map(each -> each.mesh().name()).toList();
    }

    /** Every way into the pod that the Services make. */
    public List<Route> routes(Pod pod) {
        List<Route> routes = new ArrayList<>(0);
        for (Service service : services) {
            if (service.selects(pod)) {
                for (Service.Port port : service.ports()) {
                    Service.resolve(port.target(), pod)
                            .ifPresent(number -> routes.add(new Route(service.name(), number)));
                }
            }
        }
        return routes;
    }
}
