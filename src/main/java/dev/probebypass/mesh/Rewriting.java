package dev.probebypass.mesh;

/** Whether the mesh's own cure for probes is on for a pod. */
public enum Rewriting {
    /** The mesh rewrites this pod's probes, and HTTP and TCP lifecycle hooks with them. */
    ON,
    /** It does not, or what it has not rewritten by now it never will. */
    OFF,
    /** Nobody knows: the pod does not say it, and the mesh's configuration can't be seen. */
    UNSEEN;

    /** The one that a mesh's setting stands for. */
    public static Rewriting of(boolean on) {
        return on ? ON : OFF;
    }
}
