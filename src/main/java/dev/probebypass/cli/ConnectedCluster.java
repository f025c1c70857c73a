package dev.probebypass.cli;

import dev.probebypass.cluster.Cluster;

/** A cluster that a command is connected to until it closes it. */
interface ConnectedCluster extends Cluster, AutoCloseable {

    @Override
    void close();
}
