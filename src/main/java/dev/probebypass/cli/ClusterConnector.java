package dev.probebypass.cli;

import dev.probebypass.settings.ClusterSettings;

/** Connects to the cluster that a kubeconfig names. */
@FunctionalInterface
interface ClusterConnector {

    /**
     * Looks at the cluster as it is now.
     *
     * @throws UnreachableClusterException if it can't be reached
     */
    ConnectedCluster open(ClusterSettings settings) throws UnreachableClusterException;
}
