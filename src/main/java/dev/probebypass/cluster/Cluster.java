package dev.probebypass.cluster;

import java.time.Duration;

/** Where snapshots come from. */
@FunctionalInterface
public interface Cluster {

    /** The namespace of what names none, as Kubernetes has it. */
    String DEFAULT_NAMESPACE = "default";

    /** What is known around the pods of that namespace now. */
    Snapshot snapshot(String namespace);

    /**
     * The same, for somebody in a hurry.
     *
     * @param patience how long others may be waited for; none if it is not positive
     */
    default Snapshot snapshot(String namespace, Duration patience) {
        return snapshot(namespace);
    }
}
