package dev.probebypass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.cluster.Cluster;
import dev.probebypass.cluster.ClusterStore;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.manifests.Manifests;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.report.AskedPods;
import dev.probebypass.settings.ClusterSettings;
import dev.probebypass.settings.ServeSettings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A terminal at which a test runs commands. */
final class Session {

    private final Map<String, String> environment = new HashMap<>();
    private final List<ServeSettings> served = new ArrayList<>();
    private ClusterConnector connector = settings -> {
        throw new UnreachableClusterException(List.of("no cluster"));
    };
    private byte[] input = new byte[0];
    private boolean interactive;
    private int connections;
    private Optional<AskedPods> asked = Optional.empty();

    /** What a command did. */
    record Result(int exitCode, String out, String err) {}

    Session withInput(String text) {
        return withInput(text.getBytes(StandardCharsets.UTF_8));
    }

    Session withInput(byte[] bytes) {
        input = bytes;
        return this;
    }

    Session withVariable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Session withPerson() {
        interactive = true;
        return this;
    }

    Session withCluster(Cluster cluster) {
        connector = (ClusterSettings settings) -> {
            connections++;
            return new Connection(cluster);
        };
        return this;
    }

    /** The webhook's configuration that the cluster has. */
    Session withWebhookConfiguration(JsonNode json) {
        asked = Optional.of(AskedPods.of(json));
        return this;
    }

    /** Connections to the cluster that were opened and not closed. */
    int openConnections() {
        return connections;
    }

    private final class Connection implements ConnectedCluster {

        private final Cluster cluster;

        Connection(Cluster cluster) {
            this.cluster = cluster;
        }

        @Override
        public Snapshot snapshot(String namespace) {
            assertThat(connections).as("open connections").isPositive();
            return cluster.snapshot(namespace);
        }

        @Override
        public void overlay(Manifests manifests) {
            if (cluster instanceof ClusterStore store) {
                manifests.objects().forEach(object -> store.applyOver(ClusterStore.placed(ClusterObject.of(object))));
            }
        }

        @Override
        public Optional<AskedPods> askedPods() {
            return asked;
        }

        @Override
        public void close() {
            connections--;
        }
    }

    /** The settings that the server was started with. */
    List<ServeSettings> served() {
        return served;
    }

    Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input),
                stream(out),
                stream(err),
                Map.copyOf(environment),
                interactive,
                interactive);
        int exitCode = new Commands(terminal, this::serve, connector).run(arguments);
        return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private int serve(ServeSettings settings) {
        served.add(settings);
        return 0;
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
