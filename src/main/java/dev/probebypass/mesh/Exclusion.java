package dev.probebypass.mesh;

import java.util.Optional;

/**
 * A list of ports that a mesh leaves alone, and the annotation that holds it.
 *
 * @param annotation the annotation's key
 * @param origin where the list in force comes from
 * @param ports the list in force: the annotation's, else what holds for the whole mesh as far as that is known
 * @param misread an element of the annotation that the mesh accepts and the pod's redirection then fails on
 */
public record Exclusion(String annotation, Origin origin, PortList ports, Optional<String> misread) {

    /** Where a list comes from. */
    public enum Origin {
        /** The pod has the annotation, be it an empty one. */
        POD,
        /** The pod has none, and the mesh-wide list is known. */
        MESH,
        /** The pod has none, and the mesh-wide list can't be seen. */
        UNSEEN
    }

    /** Whether the pod has the annotation. */
    public boolean written() {
        return origin == Origin.POD;
    }

    /** Whether the mesh has a list that nobody can see, which an annotation would put out of force. */
    public boolean isUnseen() {
        return origin == Origin.UNSEEN;
    }
}
