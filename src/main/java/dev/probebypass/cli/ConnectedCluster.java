package dev.probebypass.cli;

import dev.probebypass.cluster.Cluster;
import dev.probebypass.manifests.Manifests;
import dev.probebypass.report.AskedPods;
import java.util.Optional;

/** A cluster that a command is connected to until it closes it. */
interface ConnectedCluster extends Cluster, AutoCloseable {

    /** Lays objects over those of the cluster: each takes the place of the one with its kind, namespace and name for good. */
    void overlay(Manifests manifests);

    /** Of which pods the webhook is asked there, empty if it has no configuration or that may not be read. */
    Optional<AskedPods> askedPods();

    @Override
    void close();
}
