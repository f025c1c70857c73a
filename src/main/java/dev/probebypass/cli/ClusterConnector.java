package dev.probebypass.cli;

import dev.probebypass.cluster.Cluster;
import dev.probebypass.settings.ClusterSettings;

/** Reaches the cluster that a kubeconfig names. */
@FunctionalInterface
interface ClusterConnector {

    /**
     * Looks at the cluster as it is now.
     *
     * @throws UnreadableInputException if it can't be reached
     */
    Cluster open(ClusterSettings settings) throws UnreadableInputException;
}
