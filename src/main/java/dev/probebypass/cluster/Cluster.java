package dev.probebypass.cluster;

/** Where snapshots come from. */
@FunctionalInterface
public interface Cluster {

    /** What is known around the pods of that namespace now. */
    Snapshot snapshot(String namespace);
}
