package dev.probebypass.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.mesh.IstioValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster that consists of the objects somebody wrote down. */
public final class StaticCluster implements Cluster {

    private final Map<String, Namespace> namespaces = new HashMap<>();
    private final Map<String, List<Service>> services = new HashMap<>();
    private final IstioInstallations istio;

    private StaticCluster(Iterable<JsonNode> objects, Optional<IstioValues> settings) {
        Map<String, IstioValues> revisions = new HashMap<>();
        Map<String, String> tags = new HashMap<>();
        for (JsonNode object : objects) {
            switch (object.path("kind").asText()) {
                case "Namespace" -> {
                    Namespace namespace = ObjectReader.namespace(object);
                    namespaces.put(namespace.name(), namespace);
                }
                case "Service" -> ObjectReader.service(object).ifPresent(this::add);
                case "ConfigMap" ->
                    ObjectReader.revision(object).ifPresent(read -> revisions.put(read.name(), read.values()));
                default -> {}
            }
            ObjectReader.tag(object).ifPresent(tag -> tags.put(tag.name(), tag.revision()));
        }
        services.replaceAll((namespace, list) -> List.copyOf(list));
        istio = new IstioInstallations(revisions, tags, settings);
    }

    /**
     * A cluster of these objects.
     *
     * @param objects Services, Namespaces, and what Istio keeps of its configuration; others are ignored
     * @param settings what to assume of Istio where no object says it
     */
    public static StaticCluster of(Iterable<JsonNode> objects, Optional<IstioValues> settings) {
        return new StaticCluster(objects, settings);
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
