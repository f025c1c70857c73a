package dev.probebypass.mesh;

import java.util.Map;
import java.util.Optional;

/** A list of ports that a mesh leaves alone, and the annotation that holds it. */
public interface ExclusionList {

    /** The annotation's key. */
    String annotation();

    /** Where the list in force comes from. */
    Origin origin();

    /** The list in force: the annotation's, else what holds for the whole mesh as far as that is known. */
    PortList ports();

    /** What the mesh accepts in the annotation and the pod's redirection then fails on. */
    Optional<Flaw> flaw();

    /** The change of annotations that makes these the ports in force; an empty value takes an annotation away. */
    Map.Entry<String, Optional<String>> edit(PortList ports);

    /** Whether the pod has the annotation. */
    default boolean written() {
        return origin() == Origin.POD;
    }

    /** Whether the mesh has a list that nobody can see, which an annotation would put out of force. */
    default boolean isUnseen() {
        return origin() == Origin.UNSEEN;
    }

    /** Where a list comes from. */
    enum Origin {
        /** The pod has the annotation, be it an empty one. */
        POD,
        /** The pod has none, and the mesh-wide list is known. */
        MESH,
        /** The pod has none, and the mesh-wide list can't be seen. */
        UNSEEN
    }

    /**
     * An element on which the pod's redirection fails.
     *
     * @param element as somebody wrote it
     * @param problem what is wrong with it and what to do, without a subject, a capital or a full stop
     */
    record Flaw(String element, String problem) {}
}
