package dev.probebypass.cluster.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.cluster.ObjectReader;
import dev.probebypass.cluster.Service;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The Services that route to pods, an immutable list for each namespace. */
final class ServiceShelf implements Shelf {

    private final ConcurrentMap<String, List<Service>> byNamespace = new ConcurrentHashMap<>();
    private final List<String> meshNamespaces;
    private final Shelf meshServices;

    /**
     * An empty shelf.
     *
     * @param meshServices takes the Services of the mesh's namespaces too; labels elsewhere are anybody's
     */
    ServiceShelf(List<String> meshNamespaces, Shelf meshServices) {
        this.meshNamespaces = meshNamespaces;
        this.meshServices = meshServices;
    }

    /** The Services of a namespace, by name. */
    List<Service> in(String namespace) {
        return byNamespace.getOrDefault(namespace, List.of());
    }

    @Override
    public void put(ObjectKey key, JsonNode object) {
        replace(key, ObjectReader.service(object));
        if (meshNamespaces.contains(key.namespace())) {
            meshServices.put(key, object);
        }
    }

    @Override
    public void remove(ObjectKey key) {
        replace(key, Optional.empty());
        if (meshNamespaces.contains(key.namespace())) {
            meshServices.remove(key);
        }
    }

    private void replace(ObjectKey key, Optional<Service> replacement) {
        byNamespace.compute(key.namespace(), (_, before) -> {
            List<Service> services = new ArrayList<>(before == null ? List.of() : before);
            boolean held = services.removeIf(service -> service.name().equals(key.name()));
            if (!held && replacement.isEmpty()) {
                return before;
            }
            replacement.ifPresent(services::add);
            services.sort(Comparator.comparing(Service::name));
            return services.isEmpty() ? null : List.copyOf(services);
        });
    }
}
