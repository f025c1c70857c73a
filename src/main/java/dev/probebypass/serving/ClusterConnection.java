package dev.probebypass.serving;

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
import java.util.Optional;

/**
 * A connection to the cluster that decisions are made for.
 *
 * @param view its API server, empty where there is none
 * @param readiness whether it is known well enough
 * @param resource what is to be closed with it
 */
record ClusterConnection(Cluster cluster, Optional<ClusterView> view, Readiness readiness, Resource resource)
        implements Resource {

    static ClusterConnection of(ServeSettings settings, ProgramContext program, Telemetry telemetry)
            throws UnusableClientConfigurationException {
        return switch (settings.clusterMode()) {
            case LOCAL ->
                new ClusterConnection(local(settings.cluster()), Optional.empty(), Readiness.ALWAYS, Resource.NONE);
            case WATCHED -> watched(settings.cluster(), program, telemetry);
        };
    }

    /** Without a cluster there is nothing to be seen, and so something is assumed, which the server says at its start. */
    private static Cluster local(ClusterSettings settings) {
        return AssumedCluster.of(List.of(), settings);
    }

    private static ClusterConnection watched(ClusterSettings settings, ProgramContext program, Telemetry telemetry)
            throws UnusableClientConfigurationException {
        try (ResourceStack opening = new ResourceStack()) {
            KubernetesClient client = Clients.of(settings.kubeconfig(), program.version(), program.environment());
            opening.push(client::close);
            KubernetesClient watching =
                    Clients.ofWatches(settings.kubeconfig(), program.version(), program.environment());
            opening.push(watching::close);
            WatchedCluster cluster = WatchedCluster.of(
                    watching,
                    WatchSettings.of(settings.meshes(), settings.routes()),
                    new WatchLog(telemetry),
                    InstantSource.system());
            opening.push(cluster::close);
            show(cluster, telemetry);
            cluster.start();
            ClusterView view = new ClusterView(
                    client,
                    revision -> cluster.meshes().stream()
                            .map(mesh -> mesh.usesPlugin(revision))
                            .flatMap(Optional::stream)
                            .findFirst());
            return new ClusterConnection(cluster, Optional.of(view), cluster::unmet, opening.handOver());
        }
    }

    @Override
    public void close() {
        resource.close();
    }

    /** The states are always of the same resources in the same order. */
    private static void show(WatchedCluster cluster, Telemetry telemetry) {
        telemetry.watches().showStaleness(cluster::staleness);
        telemetry.watches().showServicesUnreadable(cluster::isServicesLost);
        for (int i = 0; i < cluster.usage().size(); i++) {
            int at = i;
            telemetry
                    .watches()
                    .showKept(
                            cluster.usage().get(i).kind(),
                            () -> cluster.usage().get(at).bytes(),
                            () -> cluster.usage().get(at).unseen());
        }
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
