package dev.probebypass.cli;

import dev.probebypass.cluster.Cluster;
import dev.probebypass.cluster.watch.Clients;
import dev.probebypass.cluster.watch.UnusableClientConfigurationException;
import dev.probebypass.cluster.watch.WatchListener;
import dev.probebypass.cluster.watch.WatchSettings;
import dev.probebypass.cluster.watch.WatchedCluster;
import dev.probebypass.settings.ClusterSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Looks at a live cluster once, for a command that ends soon. */
record OneShotCluster(Map<String, String> environment) implements ClusterConnector {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Override
    public Cluster open(ClusterSettings settings) throws UnreachableClusterException {
        try {
            WatchedCluster cluster = WatchedCluster.of(
                    Clients.of(settings.kubeconfig(), Version.number(), environment),
                    WatchSettings.of(settings.meshNamespaces(), settings.istio()),
                    WatchListener.NONE,
                    InstantSource.system());
            CompletableFuture<@Nullable Void> synced = cluster.start().toCompletableFuture();
            await(cluster, synced);
            return cluster;
        } catch (UnusableClientConfigurationException unusable) {
            throw new UnreachableClusterException(List.of(String.valueOf(unusable.getMessage())));
        }
    }

    private static void await(WatchedCluster cluster, CompletableFuture<@Nullable Void> synced) throws UnreachableClusterException {
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
}
