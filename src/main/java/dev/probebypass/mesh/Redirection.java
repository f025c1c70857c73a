package dev.probebypass.mesh;

/** What a mesh does with the connections to one port. */
public enum Redirection {
    /** They go to the sidecar, and an entry in the exclusion list would change that. */
    CAPTURED,
    /** They go to the sidecar because somebody listed the port; exclusions do not count then. */
    CAPTURED_ON_PURPOSE,
    /** They go to the sidecar, and it is too late to change that for this pod. */
    FIXED_IN_POD,
    /** Nobody knows: the pod does not say it, and what holds for the whole mesh can't be seen. */
    UNSEEN,
    /** They bypass the sidecar: the exclusion list has the port. */
    EXCLUDED,
    /** They bypass the sidecar: nothing captures the port. */
    NOT_CAPTURED
}
