package dev.probebypass.mesh;

/** Which connections to a port of a pod its sidecar takes, by the policies that are in force. */
public enum MutualTls {
    /** Those of the mesh alone: what a caller without its certificates sends is refused. */
    STRICT,
    /** Those of the mesh, and any other. */
    PERMISSIVE,
    /** Plain ones; callers of the mesh know it and send no other. */
    DISABLE,
    /** Nobody knows. */
    UNSEEN
}
