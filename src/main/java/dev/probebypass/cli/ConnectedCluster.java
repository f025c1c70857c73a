package dev.probebypass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.cluster.Cluster;
import java.util.Optional;

/** A cluster that a command is connected to until it closes it. */
interface ConnectedCluster extends Cluster, AutoCloseable {

    /** Lays objects over those of the cluster: each takes the place of the one with its kind, namespace and name for good. */
    void overlay(Iterable<JsonNode> objects);

    /** The configuration of our webhook, empty if there is none or it may not be read. */
    Optional<JsonNode> webhookConfiguration();

    @Override
    void close();
}
