package dev.probebypass.mesh;

import java.util.List;

/** Hears what is new in the objects of a mesh, once for each change; what it does not care for it leaves out. It must not block. */
public interface MeshListener {

    /** Tells nobody. */
    MeshListener NONE = new MeshListener() {};

    /**
     * An object can't be read and counts as absent.
     *
     * @param object such as {@code configmaps mesh-system/example}
     */
    default void unreadable(String object, String problem) {}

    /**
     * The values of a configuration have been read for the first time, or are others than before.
     *
     * @param configuration its name in a sentence
     * @param news the values that are new, as {@code name=value}, with what they were
     */
    default void values(String configuration, List<String> news) {}

    /** An object can't be read any more, or is gone; what it said last still holds. Said again while that lasts. */
    default void kept(String object, String problem) {}

    /** An object that could not be read can be now. */
    default void readable(String object) {}

    /** What an object said last does not hold any more: it can't be read, and nobody names what it was about. */
    default void forgotten(String object) {}
}
