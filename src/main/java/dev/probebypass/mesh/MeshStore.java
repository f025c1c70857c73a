package dev.probebypass.mesh;

import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A store of what a mesh's objects in a cluster say. It takes every object that comes and reads those that are the mesh's;
 * the order does not count. For several threads at once.
 */
public interface MeshStore {

    /** The mesh whose objects are read. */
    Mesh mesh();

    /**
     * Puts an object in the place of the one before.
     *
     * @return whether it is one of those that say how the mesh is configured
     */
    boolean apply(ClusterObject object);

    /**
     * Takes an object away.
     *
     * @return whether it may have been one of those
     */
    boolean remove(String kind, ObjectKey key);

    /** All objects of a kind have been applied that there are. */
    void heardAll(String kind);

    /** A kind is not served any more, and all of its objects have been taken away. */
    void ended(String kind);

    /** Whether no policies of a kind in a namespace are kept, their names neither, since they are too many. */
    boolean isForgotten(String kind, Optional<String> namespace);

    /** What follows from the objects now; it never changes. */
    MeshConfiguration configuration();

    /** What the policies say of the pods of a namespace now; it never changes, and where there are none it is always the same. */
    MeshPolicies policies(String namespace);

    /** The ConfigMaps to follow by name: which, may depend on the other objects. */
    Set<ObjectKey> configMaps();

    /** How long what is held of each configuration has been out of date, by its name; zero where it is not. */
    Map<String, Duration> staleness();

    /** Tells the listener again what is still wrong, if that is due. */
    void remind();
}
