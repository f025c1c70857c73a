package dev.probebypass.mesh;

import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectKey;
import java.time.Duration;
import java.util.Map;
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
     * @return whether it is one of the mesh's
     */
    boolean apply(ClusterObject object);

    /**
     * Takes an object away.
     *
     * @return whether it may have been one of the mesh's
     */
    boolean remove(String kind, ObjectKey key);

    /** What follows from the objects now; it never changes. */
    MeshConfiguration configuration();

    /** The ConfigMaps to follow by name: which, may depend on the other objects. */
    Set<ObjectKey> configMaps();

    /** How long what is held of each configuration has been out of date, by its name; zero where it is not. */
    Map<String, Duration> staleness();

    /** Tells the listener again what is still wrong, if that is due. */
    void remind();
}
