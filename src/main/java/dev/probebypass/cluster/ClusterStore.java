package dev.probebypass.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.mesh.MeshConfiguration;
import dev.probebypass.mesh.MeshStore;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.routes.LabelKeys;
import dev.probebypass.routes.NamespaceRoutes;
import dev.probebypass.routes.RouteSource;
import dev.probebypass.routes.RouteStore;
import dev.probebypass.routes.ServiceStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A store of the objects of a cluster that decisions depend on, be they watched or written in files. The order in which they
 * come does not count. For several threads at once.
 */
public final class ClusterStore implements Cluster {

    private static final String DEFAULT_NAMESPACE = "default";

    private final ConcurrentMap<String, Namespace> namespaces = new ConcurrentHashMap<>();
    private final ServiceStore services;
    private final List<MeshStore> meshes;
    private final List<RouteStore> routes;
    private volatile List<MeshConfiguration> configurations;

    /**
     * An empty store.
     *
     * @param meshes take what the meshes' own objects say
     * @param routes take what other objects than Services say of the ways into pods
     * @param keys what is known of the keys of labels
     */
    public ClusterStore(List<MeshStore> meshes, List<RouteStore> routes, LabelKeys keys) {
        this.meshes = List.copyOf(meshes);
        this.routes = List.copyOf(routes);
        this.services = new ServiceStore(keys);
        this.configurations = meshes.stream().map(MeshStore::configuration).toList();
    }

    /** This store, with objects that somebody wrote down. What has no namespace is in {@code default}, but for a Namespace. */
    public ClusterStore with(Iterable<JsonNode> objects) {
        objects.forEach(json -> apply(placed(ClusterObject.of(json))));
        return this;
    }

    /** The object as the API server would have it. */
    public static ClusterObject placed(ClusterObject object) {
        return !ClusterObject.isClusterWide(object.kind())
                        && object.key().namespace().isEmpty()
                ? new ClusterObject(
                        object.kind(),
                        new ObjectKey(DEFAULT_NAMESPACE, object.key().name()),
                        object.json())
                : object;
    }

    /**
     * Puts an object in the place of the one before; of a kind that nobody reads it is passed over.
     *
     * @return whether it is one of a mesh's
     */
    public boolean apply(ClusterObject object) {
        switch (object.kind()) {
            case ClusterObject.NAMESPACE -> namespaces.put(object.key().name(), ObjectReader.namespace(object));
            case ClusterObject.SERVICE -> services.apply(object);
            default -> {}
        }
        routes.forEach(store -> store.apply(object));
        boolean isOfMesh = false;
        for (MeshStore mesh : meshes) {
            isOfMesh |= mesh.apply(object);
        }
        return isOfMesh;
    }

    /**
     * Takes an object away.
     *
     * @return whether it may have been one of a mesh's
     */
    public boolean remove(String kind, ObjectKey key) {
        switch (kind) {
            case ClusterObject.NAMESPACE -> namespaces.remove(key.name());
            case ClusterObject.SERVICE -> services.remove(key);
            default -> {}
        }
        routes.forEach(store -> store.remove(kind, key));
        boolean isOfMesh = false;
        for (MeshStore mesh : meshes) {
            isOfMesh |= mesh.remove(kind, key);
        }
        return isOfMesh;
    }

    /** The Namespace of that name, if it is known. */
    public Optional<Namespace> namespace(String name) {
        return Optional.ofNullable(namespaces.get(name));
    }

    /** What the meshes' own objects say. */
    public Collection<MeshStore> meshes() {
        return meshes;
    }

    @Override
    public Snapshot snapshot(String namespace) {
        return snapshot(namespace, namespace(namespace));
    }

    /** The same with a Namespace that has come from somewhere else. */
    public Snapshot snapshot(String name, Optional<Namespace> namespace) {
        return new Snapshot(name, namespace, routes(name), configurations());
    }

    private NamespaceRoutes routes(String namespace) {
        List<RouteSource> sources = new ArrayList<>(routes.size());
        for (RouteStore store : routes) {
            RouteSource source = store.in(namespace);
            if (!source.equals(RouteSource.NONE)) {
                sources.add(source);
            }
        }
        return new NamespaceRoutes(services.in(namespace), sources);
    }

    /** Made anew only when one of them has changed. */
    @SuppressWarnings("ReferenceEquality") // a store makes another value when something has changed, and not before
    private List<MeshConfiguration> configurations() {
        List<MeshConfiguration> known = configurations;
        for (int i = 0; i < meshes.size(); i++) {
            if (known.get(i) != meshes.get(i).configuration()) {
                known = meshes.stream().map(MeshStore::configuration).toList();
                configurations = known;
            }
        }
        return known;
    }
}
