package dev.probebypass.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.callers.ClusterCallers;
import dev.probebypass.mesh.MeshConfiguration;
import dev.probebypass.mesh.MeshPolicies;
import dev.probebypass.mesh.MeshStore;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectCache;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.StoreLimits;
import dev.probebypass.objects.StoreListener;
import dev.probebypass.objects.StoreUsage;
import dev.probebypass.routes.ClusterRoutes;
import dev.probebypass.routes.NamespaceRoutes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A store of the objects of a cluster that decisions depend on, be they watched or written in files. The order in which they
 * come does not count. For several threads at once.
 */
public final class ClusterStore implements Cluster {

    private final StoreBudget ofNamespaces;
    private final ObjectCache<Namespace, Optional<Namespace>> namespaces;
    private final ClusterRoutes routes;
    private final ClusterCallers callers;
    private final List<MeshStore> meshes;
    private volatile List<MeshConfiguration> configurations;
    private volatile boolean reliesOnServices = true;

    /** What the policies say of the pods of a namespace that has none, as long as that is the same. */
    private volatile List<MeshPolicies> policies = List.of();

    /**
     * An empty store.
     *
     * @param meshes take what the meshes' own objects say
     * @param routes takes what objects say of the ways into pods
     * @param callers takes what objects say of who calls pods
     * @param limit of what is kept of Namespaces
     */
    public ClusterStore(
            List<MeshStore> meshes,
            ClusterRoutes routes,
            ClusterCallers callers,
            StoreLimits.Bound limit,
            StoreListener listener) {
        this.ofNamespaces = new StoreBudget(ClusterObject.NAMESPACE, limit, listener);
        this.namespaces = new ObjectCache<>(
                ofNamespaces,
                Namespace::size,
                namespace -> Optional.of(namespace.essence()),
                known -> known.stream().findFirst());
        this.routes = routes;
        this.callers = callers;
        this.meshes = List.copyOf(meshes);
        this.configurations = all(MeshStore::configuration);
    }

    /** An empty store that keeps whatever comes. */
    public ClusterStore(List<MeshStore> meshes, ClusterRoutes routes, ClusterCallers callers) {
        this(meshes, routes, callers, StoreLimits.Bound.NONE, StoreListener.NONE);
    }

    /** This store, with objects that somebody wrote down. What has no namespace is in {@code default}, but for a Namespace. */
    public ClusterStore with(Iterable<JsonNode> objects) {
        objects.forEach(json -> apply(placed(ClusterObject.of(json))));
        return this;
    }

    /** The object as the API server would have it. */
    public static ClusterObject placed(ClusterObject object) {
        if (ClusterObject.isClusterWide(object.kind())) {
            return placed(object, ObjectKey.clusterScoped(object.key().name()));
        }
        return object.key().namespace().isEmpty()
                ? placed(object, ObjectKey.of(DEFAULT_NAMESPACE, object.key().name()))
                : object;
    }

    private static ClusterObject placed(ClusterObject object, ObjectKey key) {
        return new ClusterObject(object.kind(), key, object.json());
    }

    /**
     * Puts an object that somebody wrote down over the one before. A Namespace keeps the labels and annotations that it had and
     * that nobody wrote down, as {@code kubectl apply} leaves it them.
     *
     * @return whether it is one of a mesh's
     */
    public boolean applyOver(ClusterObject object) {
        Optional<Namespace> before = object.kind().equals(ClusterObject.NAMESPACE)
                ? namespace(object.key().name())
                : Optional.empty();
        boolean isOfMesh = apply(object);
        before.ifPresent(known -> namespaces.set(
                itself(object.key()), Optional.of(ObjectReader.namespace(object).over(known))));
        return isOfMesh;
    }

    /**
     * Puts an object in the place of the one before; of a kind that nobody reads it is passed over.
     *
     * @return whether it is one of a mesh's
     */
    public boolean apply(ClusterObject object) {
        if (object.kind().equals(ClusterObject.NAMESPACE)) {
            namespaces.set(itself(object.key()), Optional.of(ObjectReader.namespace(object)));
        }
        routes.apply(object);
        callers.apply(object);
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
        if (kind.equals(ClusterObject.NAMESPACE)) {
            namespaces.remove(itself(key));
        }
        routes.remove(kind, key);
        callers.remove(kind, key);
        boolean isOfMesh = false;
        for (MeshStore mesh : meshes) {
            isOfMesh |= mesh.remove(kind, key);
        }
        return isOfMesh;
    }

    /** All objects of a kind have been applied that there are. */
    public void heardAll(String kind) {
        if (kind.equals(ClusterObject.NAMESPACE)) {
            namespaces.heardAll();
        }
        routes.heardAll(kind);
        callers.heardAll(kind);
        meshes.forEach(mesh -> mesh.heardAll(kind));
    }

    /** A kind is not served any more, and all of its objects have been removed. */
    public void ended(String kind) {
        meshes.forEach(mesh -> mesh.ended(kind));
    }

    /** Whether no objects of a namespace are kept, their names neither, since they are too many. */
    public boolean isForgotten(String kind, Optional<String> namespace) {
        return routes.isForgotten(kind, namespace)
                || callers.isForgotten(kind, namespace)
                || meshes.stream().anyMatch(mesh -> mesh.isForgotten(kind, namespace));
    }

    /** A Namespace counts for the namespace that it is. */
    private static ObjectKey itself(ObjectKey key) {
        return ObjectKey.of(key.name(), key.name());
    }

    /** The Namespace of that name, if it is known. */
    public Optional<Namespace> namespace(String name) {
        return namespaces.in(name).value();
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
        NamespaceRoutes known = routes.in(name);
        boolean isWhole = known.isWhole() && callers.isWhole(name);
        List<MeshPolicies> ofMeshes = policies(name);
        return new Snapshot(
                name,
                namespace,
                known,
                callers.callers(),
                configurations(),
                ofMeshes,
                unseen(isWhole, ofMeshes, namespace));
    }

    /** Says whether what is known of Services can be relied on; if not, all namespaces are unseen. */
    public void relyOnServices(boolean can) {
        reliesOnServices = can;
    }

    private Optional<Unseen> unseen(boolean isWhole, List<MeshPolicies> policies, Optional<Namespace> namespace) {
        if (!reliesOnServices) {
            return Optional.of(Unseen.SERVICES_UNREADABLE);
        }
        if (!isWhole) {
            return Optional.of(Unseen.SERVICES_TOO_LARGE);
        }
        for (int i = 0; i < policies.size(); i++) {
            if (!policies.get(i).isWhole()) {
                return Optional.of(Unseen.POLICIES_TOO_LARGE);
            }
        }
        return namespace.filter(known -> !known.isWhole()).map(_ -> Unseen.NAMESPACE_TOO_LARGE);
    }

    /**
     * Lets Namespaces in again that were too large to be kept and fit now.
     *
     * @return whether there were any: all of them have to be applied anew, and those that are gone removed
     */
    public boolean readmitNamespaces() {
        return ofNamespaces.readmit();
    }

    /** Lets Namespaces and routes in again of which nothing is known, whatever they are now. */
    public boolean readmitForgotten() {
        boolean ofThem = ofNamespaces.readmitForgotten();
        return routes.readmitForgotten() || ofThem;
    }

    /** The same for the objects that say the ways into pods. */
    public boolean readmitRoutes() {
        return routes.readmit();
    }

    /** How much of each kind is kept, always of the same kinds in the same order. */
    public List<StoreUsage> usage() {
        return List.of(
                routes.usage(), new StoreUsage(ClusterObject.NAMESPACE, ofNamespaces.kept(), namespaces.unseen()));
    }

    /** Made anew only where one of them is another than in the namespace before. */
    @SuppressWarnings("ReferenceEquality") // where there are no policies it is always the same value
    private List<MeshPolicies> policies(String namespace) {
        List<MeshPolicies> known = policies;
        for (int i = 0; i < meshes.size(); i++) {
            MeshPolicies there = meshes.get(i).policies(namespace);
            if (known.size() <= i || known.get(i) != there) {
                known = all(mesh -> mesh.policies(namespace));
                policies = known;
                return known;
            }
        }
        return known;
    }

    /** Made anew only when one of them has changed. */
    @SuppressWarnings("ReferenceEquality") // a store makes another value when something has changed, and not before
    private List<MeshConfiguration> configurations() {
        List<MeshConfiguration> known = configurations;
        for (int i = 0; i < meshes.size(); i++) {
            if (known.get(i) != meshes.get(i).configuration()) {
                known = all(MeshStore::configuration);
                configurations = known;
            }
        }
        return known;
    }

    /** A list that a snapshot takes as it is: it would copy one that may hold nulls. */
    private <T> List<T> all(Function<MeshStore, T> what) {
        return meshes.stream().map(what).collect(Collectors.toUnmodifiableList());
    }
}
