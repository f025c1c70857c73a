package dev.probebypass.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.mesh.IstioSight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster that consists of the objects somebody wrote down. What they say of Istio is believed as little as a live one's. */
public final class StaticCluster implements Cluster {

    private final Map<String, Namespace> namespaces = new HashMap<>();
    private final Map<String, List<Service>> services = new HashMap<>();
    private final IstioInstallations istio;

    private StaticCluster(Iterable<JsonNode> objects, List<String> meshNamespaces, IstioSight others) {
        IstioObjects mesh = new IstioObjects(meshNamespaces);
        for (JsonNode object : objects) {
            switch (object.path("kind").asText()) {
                case "Namespace" -> {
                    Namespace namespace = ObjectReader.namespace(object);
                    namespaces.put(namespace.name(), namespace);
                }
                case "Service" -> ObjectReader.service(object).ifPresent(this::add);
                default -> {}
            }
            mesh.add(object);
        }
        services.replaceAll((namespace, list) -> List.copyOf(list));
        istio = mesh.installations(others);
    }

    /**
     * A cluster of these objects.
     *
     * @param objects Services, Namespaces, and what Istio keeps of its configuration; others are ignored
     * @param meshNamespaces where Istio keeps it, the first before the others; nothing elsewhere says anything of it
     * @param others what holds for a revision of Istio that no object shows
     */
    public static StaticCluster of(Iterable<JsonNode> objects, List<String> meshNamespaces, IstioSight others) {
        return new StaticCluster(objects, meshNamespaces, others);
    }

    private void add(Service service) {
        String namespace = service.namespace().isEmpty() ? "default" : service.namespace();
        services.computeIfAbsent(namespace, name -> new ArrayList<>()).add(service);
    }

    @Override
    public Snapshot snapshot(String namespace) {
        return new Snapshot(
                namespace,
                Optional.ofNullable(namespaces.get(namespace)),
                services.getOrDefault(namespace, List.of()),
                istio);
    }
}
