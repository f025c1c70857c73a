package dev.probebypass.mesh;

/** What a mesh does with one probe or lifecycle hook. */
public enum ProbeHandling {
    /** Nothing: the kubelet calls the port as the pod says, and the sidecar is in the way. */
    NONE,
    /** The mesh makes it work. */
    HANDLED,
    /** The mesh tries, and can't for what the port speaks. */
    NOT_REWRITABLE,
    /** Nobody knows whether the mesh rewrites it. */
    UNSEEN
}
