package dev.probebypass.cli;

import dev.probebypass.cluster.Cluster;
import dev.probebypass.cluster.watch.Clients;
import dev.probebypass.cluster.watch.UnusableClientConfigurationException;
import dev.probebypass.cluster.watch.WatchSettings;
import dev.probebypass.cluster.watch.WatchState;
import dev.probebypass.cluster.watch.WatchedCluster;
import dev.probebypass.operator.ClusterView;
import dev.probebypass.server.Readiness;
import dev.probebypass.settings.ClusterSettings;
import dev.probebypass.settings.ServeSettings;
import dev.probebypass.telemetry.Telemetry;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The cluster that decisions are made for.
 *
 * @param view its API server, empty where there is none
 * @param readiness whether it is known well enough
 * @param end to be run when nobody asks any more
 */
record KnownCluster(Cluster cluster, Optional<ClusterView> view, Readiness readiness, Runnable end) {

    static KnownCluster of(ServeSettings settings, Map<String, String> environment, Telemetry telemetry)
            throws UnusableClientConfigurationException {
        return switch (settings.clusterMode()) {
            case LOCAL -> new KnownCluster(local(settings.cluster()), Optional.empty(), Readiness.ALWAYS, () -> {});
            case WATCHED -> watched(settings.cluster(), environment, telemetry);
        };
    }

    /** Without a cluster there is nothing to be seen, and so something is assumed, which the server says at its start. */
    private static Cluster local(ClusterSettings settings) {
        return AssumedCluster.of(List.of(), settings);
    }

    private static KnownCluster watched(ClusterSettings settings, Map<String, String> environment, Telemetry telemetry)
            throws UnusableClientConfigurationException {
        KubernetesClient client = Clients.of(settings.kubeconfig(), Version.number(), environment);
        WatchedCluster cluster = WatchedCluster.of(
                client, WatchSettings.of(settings.meshes()), new WatchLog(telemetry), InstantSource.system());
        show(cluster, telemetry);
        cluster.start();
        ClusterView view = new ClusterView(
                client,
                revision -> cluster.meshes().stream()
                        .map(mesh -> mesh.usesPlugin(revision))
                        .flatMap(Optional::stream)
                        .findFirst());
        return new KnownCluster(cluster, Optional.of(view), cluster::unmet, () -> {
            cluster.close();
            client.close();
        });
    }

    /** The states are always of the same resources in the same order. */
    private static void show(WatchedCluster cluster, Telemetry telemetry) {
        telemetry.watches().showStaleness(cluster::staleness);
        List<WatchState> states = cluster.states();
        for (int i = 0; i < states.size(); i++) {
            int at = i;
            telemetry
                    .watches()
                    .showSnapshot(
                            states.get(i).resource(),
                            () -> cluster.states().get(at).sinceLastContact(),
                            () -> cluster.states().get(at).synced());
        }
    }
}
