package dev.probebypass.cluster.watch;

import dev.probebypass.cluster.Cluster;
import dev.probebypass.cluster.IstioInstallations;
import dev.probebypass.cluster.Snapshot;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as its API server shows it. Once synced it answers from memory, also while the API server can't be reached.
 * Services and Namespaces are needed for that; Istio's configuration is used as far as it may be read.
 */
public final class WatchedCluster implements Cluster, AutoCloseable {

    private static final Duration STOP = Duration.ofSeconds(5);

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("cluster-watch").factory(), new ThreadPoolExecutor.DiscardPolicy());
    private final ExecutorService requests = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("namespace-lookup-", 0).factory());
    private final CompletableFuture<@Nullable Void> synced = new CompletableFuture<>();
    private final WatchSettings settings;
    private final MeshConfiguration mesh;
    private final ServiceShelf services;
    private final NamespaceShelf namespaces;
    private final Follower serviceFollower;
    private final Follower namespaceFollower;
    private final Follower webhookFollower;
    private final MeshConfigMaps configMaps;

    private WatchedCluster(ApiServer server, WatchSettings settings, WatchListener listener, InstantSource clock) {
        this.settings = settings;
        namespaces = new NamespaceShelf(new NamespaceLookup(
                name -> server.namespace(name).map(NamespaceShelf::read),
                requests,
                settings.namespaceTimeout(),
                clock));
        configMaps = new MeshConfigMaps(key -> configMap(server.configMap(key), listener, clock), thread);
        mesh = new MeshConfiguration(
                settings.meshNamespaces(), settings.others(), new RevisionStore(listener, clock), configMaps::follow);
        services = new ServiceShelf(settings.meshNamespaces(), mesh.services());
        serviceFollower = new Follower(server.services(), services, listener, thread, clock);
        namespaceFollower = new Follower(server.namespaces(), namespaces, listener, thread, clock);
        webhookFollower = new Follower(server.webhooks(), mesh.webhooks(), listener, thread, clock);
    }

    private Follower configMap(ApiServer.Query query, WatchListener listener, InstantSource clock) {
        return new Follower(query, mesh.configMaps(), listener, thread, clock);
    }

    /**
     * A cluster that knows nothing until it is started.
     *
     * @param client stays the caller's, who closes it after the cluster
     */
    public static WatchedCluster of(
            KubernetesClient client, WatchSettings settings, WatchListener listener, InstantSource clock) {
        return new WatchedCluster(new ApiServer(client), settings, listener, clock);
    }

    /**
     * Begins to watch and returns at once.
     *
     * @return done when the cluster is synced, which may be never
     */
    public CompletionStage<@Nullable Void> start() {
        fixed().forEach(follower -> thread.execute(follower::start));
        mesh.begin();
        long interval = settings.checkInterval().toNanos();
        var _ = thread.scheduleWithFixedDelay(this::check, interval, interval, TimeUnit.NANOSECONDS);
        // Revisions are known when the Services are; only then is it known which ConfigMaps to wait for.
        var _ = CompletableFuture.allOf(
                        serviceFollower.firstSync(), namespaceFollower.firstSync(), webhookFollower.firstAnswer())
                .thenCompose(_ -> CompletableFuture.allOf(configMaps.followers().stream()
                        .map(Follower::firstAnswer)
                        .toArray(CompletableFuture<?>[]::new)))
                .thenRun(() -> synced.complete(null));
        return synced.minimalCompletionStage();
    }

    /** Whether all that is needed has been read once. It stays so: what was read last holds until something newer comes. */
    public boolean isSynced() {
        return synced.isDone();
    }

    /** What has not been read yet and why, a line each; empty when synced. */
    public List<String> unmet() {
        if (isSynced()) {
            return List.of();
        }
        Stream<Follower> needed = Stream.of(serviceFollower, namespaceFollower)
                .filter(each -> !each.firstSync().isDone());
        Stream<Follower> tried = Stream.concat(Stream.of(webhookFollower), configMaps.followers().stream())
                .filter(each -> !each.firstAnswer().isDone());
        return Stream.concat(needed, tried)
                .map(follower -> follower.state().describe())
                .toList();
    }

    /** How each watched resource fares: always the same resources in the same order, the ConfigMaps as one. */
    public List<WatchState> states() {
        List<WatchState> states = new ArrayList<>();
        fixed().forEach(follower -> states.add(follower.state()));
        states.add(WatchState.worst(
                ApiServer.CONFIG_MAPS,
                configMaps.followers().stream().map(Follower::state).toList()));
        return states;
    }

    /** What is known of Istio now. */
    public IstioInstallations istio() {
        return mesh.installations();
    }

    /** How long what is known of each of Istio's revisions has been out of date; zero where it is not. */
    public Map<String, Duration> staleness() {
        return mesh.staleness();
    }

    @Override
    public Snapshot snapshot(String namespace) {
        return snapshot(namespace, settings.namespaceTimeout());
    }

    @Override
    public Snapshot snapshot(String namespace, Duration patience) {
        return new Snapshot(
                namespace, namespaces.find(namespace, patience), services.in(namespace), mesh.installations());
    }

    /** Ends the watches. Snapshots can still be had, of what was known last. */
    @Override
    public void close() {
        thread.execute(() -> all().forEach(Follower::stop));
        thread.shutdown();
        requests.shutdownNow();
        try {
            thread.awaitTermination(STOP.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }

    private Stream<Follower> fixed() {
        return Stream.of(serviceFollower, namespaceFollower, webhookFollower);
    }

    private Stream<Follower> all() {
        return Stream.concat(fixed(), configMaps.followers().stream());
    }

    private void check() {
        all().forEach(Follower::check);
        mesh.remind();
    }
}
