package dev.probebypass.cli;

import dev.probebypass.cluster.Snapshot;
import dev.probebypass.cluster.watch.Clients;
import dev.probebypass.cluster.watch.UnusableClientConfigurationException;
import dev.probebypass.cluster.watch.WatchListener;
import dev.probebypass.cluster.watch.WatchSettings;
import dev.probebypass.cluster.watch.WatchedCluster;
import dev.probebypass.manifests.Manifests;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.report.AskedPods;
import dev.probebypass.settings.ClusterSettings;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A live cluster that was looked at once, for a command that ends soon. */
record OneShotCluster(KubernetesClient client, WatchedCluster cluster) implements ConnectedCluster {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    static OneShotCluster open(ClusterSettings settings, Map<String, String> environment)
            throws UnreachableClusterException {
        OneShotCluster opened = new OneShotCluster(client(settings, environment), settings);
        try {
            opened.await();
        } catch (UnreachableClusterException unreachable) {
            opened.close();
            throw unreachable;
        }
        return opened;
    }

    private OneShotCluster(KubernetesClient client, ClusterSettings settings) {
        this(
                client,
                WatchedCluster.of(
                        client,
                        WatchSettings.of(settings.meshes(), settings.routes()),
                        WatchListener.NONE,
                        InstantSource.system()));
    }

    private static KubernetesClient client(ClusterSettings settings, Map<String, String> environment)
            throws UnreachableClusterException {
        try {
            return Clients.ofWatches(settings.kubeconfig(), Version.number(), environment);
        } catch (UnusableClientConfigurationException unusable) {
            throw new UnreachableClusterException(List.of(String.valueOf(unusable.getMessage())));
        }
    }

    private void await() throws UnreachableClusterException {
        CompletableFuture<@Nullable Void> synced = cluster.start().toCompletableFuture();
        try {
            synced.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException late) {
            throw new UnreachableClusterException(cluster.unmet().stream()
                    .map(missing -> "the cluster can't be read: " + missing)
                    .toList());
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
            throw new UnreachableClusterException(List.of("interrupted while the cluster was being read"));
        }
    }

    @Override
    public void overlay(Manifests manifests) {
        cluster.overlay(manifests.objects());
    }

    @Override
    public Optional<AskedPods> askedPods() {
        return cluster.webhookConfiguration(Meshes.WEBHOOK_CONFIGURATION).map(AskedPods::of);
    }

    @Override
    public Snapshot snapshot(String namespace) {
        return cluster.snapshot(namespace);
    }

    @Override
    public Snapshot snapshot(String namespace, Duration patience) {
        return cluster.snapshot(namespace, patience);
    }

    @Override
    public void close() {
        try (client) {
            cluster.close();
        }
    }
}
