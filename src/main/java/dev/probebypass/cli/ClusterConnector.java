package dev.probebypass.cli;

import dev.probebypass.cluster.Cluster;
import dev.probebypass.settings.ClusterSettings;

/** Reaches the cluster that a kubeconfig names. */
@FunctionalInterface
interface ClusterConnector {

    /**
     * Looks at the cluster as it is now.
     *
     * @throws UnreachableClusterException if it can't be reached
     */
    Cluster open(ClusterSettings settings) throws UnreachableClusterException;
}
