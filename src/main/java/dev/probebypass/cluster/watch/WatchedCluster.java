package dev.probebypass.cluster.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.callers.ClusterCallers;
import dev.probebypass.cluster.Cluster;
import dev.probebypass.cluster.ClusterStore;
import dev.probebypass.cluster.Namespace;
import dev.probebypass.cluster.ObjectReader;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.mesh.MeshConfiguration;
import dev.probebypass.mesh.MeshStore;
import dev.probebypass.meshes.RouteSources;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.StoreUsage;
import dev.probebypass.routes.ClusterRoutes;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster as its API server shows it. Once synced it answers from memory, also while the API server can't be reached.
 * Services and Namespaces are needed for that; the configuration of meshes and other ways into pods are used as far as they may
 * be read.
 */
public final class WatchedCluster implements Cluster, AutoCloseable {

    /** How much more seldom objects are read anew of which nothing is known, for they may be as many as before. */
    private static final int FORGOTTEN = 60;

    private static final Duration STOP = Duration.ofSeconds(5);

    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("cluster-watch").factory(), new ThreadPoolExecutor.DiscardPolicy());
    private final ExecutorService requests = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("cluster-request-", 0).factory());
    private final CompletableFuture<@Nullable Void> synced = new CompletableFuture<>();
    private final WatchedResources server;
    private final WatchSettings settings;
    private final ClusterStore store;
    private final NamespaceFetcher lookup;
    private final ClusterWatches watches;
    private final List<Readmission> readmissions;
    private final ServiceReliance reliance;

    /** What has been laid over the cluster's own objects. */
    private final Set<Place> overlaid = ConcurrentHashMap.newKeySet();

    private record Place(String kind, ObjectKey key) {}

    private WatchedCluster(
            WatchedResources server, WatchSettings settings, WatchListener listener, InstantSource clock) {
        this.server = server;
        this.settings = settings;
        StoreBudget budget =
                new StoreBudget(ClusterObject.SERVICE, settings.limits().services(), listener);
        ClusterRoutes ways = RouteSources.create(settings.routes(), budget);
        ClusterCallers callers = RouteSources.callers(settings.routes(), budget);
        store = new ClusterStore(
                settings.stores(budget, listener, clock),
                ways,
                callers,
                settings.limits().namespaces(),
                listener);
        lookup = new NamespaceFetcher(
                name -> server.namespace(name).map(ObjectReader::namespace).map(NamespaceFetcher::small),
                requests,
                settings.namespaceTimeout(),
                clock);
        watches = new ClusterWatches(
                server,
                settings.interests().toList(),
                Stream.concat(ways.others().stream().flatMap(source -> source.kinds().stream()), callers.kinds()),
                (query, hears) -> new ResourceWatch(query, sink(query), hears, thread, clock),
                key -> forget(ClusterObject.CONFIG_MAP, key),
                listener,
                requests,
                thread);
        reliance =
                new ServiceReliance(watches.services(), watches::butServices, new ServiceTrust(clock), store, listener);
        readmissions = List.of(
                new Readmission(store::readmitRoutes, watches::ofRoutes, settings.readmission(), clock),
                new Readmission(
                        store::readmitNamespaces, () -> List.of(watches.namespaces()), settings.readmission(), clock),
                Readmission.later(
                        store::readmitForgotten,
                        () -> Stream.concat(watches.ofRoutes().stream(), Stream.of(watches.namespaces()))
                                .toList(),
                        settings.readmission().multipliedBy(FORGOTTEN),
                        clock));
    }

    private ObjectSink sink(WatchedResources.Query query) {
        return new ObjectSink() {
            @Override
            public void put(ObjectKey key, JsonNode json) {
                apply(new ClusterObject(query.kind(), key, json));
            }

            @Override
            public void remove(ObjectKey key) {
                WatchedCluster.this.remove(query.kind(), key);
            }

            @Override
            public boolean isForgotten(ObjectKey key) {
                return store.isForgotten(query.kind(), key.namespace());
            }

            @Override
            public void heardAll() {
                store.heardAll(query.kind());
            }

            @Override
            public void ended() {
                store.ended(query.kind());
            }
        };
    }

    /** One at a time: a ConfigMap that comes while it stops being followed must not stay. */
    private synchronized void apply(ClusterObject object) {
        if (isOverlaid(object.kind(), object.key())) {
            return;
        }
        if (object.kind().equals(ClusterObject.CONFIG_MAP)
                && !watches.configMaps().follows(object.key())) {
            return;
        }
        changed(object.kind(), object.key(), store.apply(object));
    }

    private synchronized void remove(String kind, ObjectKey key) {
        if (!isOverlaid(kind, key)) {
            changed(kind, key, store.remove(kind, key));
        }
    }

    /** A ConfigMap that is not followed any more. */
    private void forget(String kind, ObjectKey key) {
        if (!isOverlaid(kind, key)) {
            store.remove(kind, key);
        }
    }

    private boolean isOverlaid(String kind, ObjectKey key) {
        return overlaid.contains(new Place(kind, key));
    }

    /**
     * Lays objects over those of the cluster: each takes the place of the one with its kind, namespace and name for good. A
     * Namespace keeps the labels and annotations that the other one does not have.
     */
    public synchronized void overlay(Iterable<JsonNode> objects) {
        objects.forEach(json -> {
            ClusterObject object = ClusterStore.placed(ClusterObject.of(json));
            overlaid.add(new Place(object.kind(), object.key()));
            changed(object.kind(), object.key(), store.applyOver(object));
        });
    }

    private void changed(String kind, ObjectKey key, boolean isOfMesh) {
        if (kind.equals(ClusterObject.NAMESPACE)) {
            lookup.forget(key.name());
        }
        if (isOfMesh) {
            follow();
        }
    }

    /** Which ConfigMaps to follow depends on what else is there. */
    private synchronized void follow() {
        watches.configMaps()
                .follow(store.meshes().stream()
                        .flatMap(mesh -> mesh.configMaps().stream())
                        .collect(Collectors.toSet()));
    }

    /**
     * A cluster that knows nothing until it is started.
     *
     * @param client for nobody else, since it is set to how this API server lists; its maker closes it after the cluster
     */
    public static WatchedCluster of(
            KubernetesClient client, WatchSettings settings, WatchListener listener, InstantSource clock) {
        return new WatchedCluster(new WatchedResources(client), settings, listener, clock);
    }

    /**
     * Begins to watch and returns at once.
     *
     * @return done when the cluster is synced, which may be never
     */
    public CompletionStage<@Nullable Void> start() {
        watches.start();
        follow();
        long interval = settings.checkInterval().toNanos();
        var _ = thread.scheduleWithFixedDelay(this::check, interval, interval, TimeUnit.NANOSECONDS);
        long discovery = settings.discoveryInterval().toNanos();
        var _ = thread.scheduleWithFixedDelay(watches::lookForKinds, discovery, discovery, TimeUnit.NANOSECONDS);
        var _ = watches.synced().thenRun(() -> synced.complete(null));
        return synced.minimalCompletionStage();
    }

    /** A configuration of webhooks as it is now, empty if there is none of that name or it can't be read; blocks. */
    public Optional<JsonNode> webhookConfiguration(String name) {
        return server.webhookConfiguration(name);
    }

    /** Whether all that is needed has been read once. It stays so: what was read last holds until something newer comes. */
    public boolean isSynced() {
        return synced.isDone();
    }

    /** What has not been read yet and why, a line each; empty when synced. */
    public List<String> unmet() {
        return isSynced() ? List.of() : watches.unread();
    }

    /**
     * How each watched resource fares: always the same resources in the same order, the ConfigMaps as one, and kinds that are not
     * served too.
     */
    public List<WatchState> states() {
        return watches.states();
    }

    /** How each mesh is configured now. */
    public List<MeshConfiguration> meshes() {
        return store.meshes().stream().map(MeshStore::configuration).toList();
    }

    /** How long what is known of each configuration of a mesh has been out of date, by its name; zero where it is not. */
    public Map<String, Duration> staleness() {
        Map<String, Duration> staleness = new TreeMap<>();
        store.meshes().forEach(mesh -> staleness.putAll(mesh.staleness()));
        return staleness;
    }

    /** Whether Services can't be read, so that each probed port counts as an application port. */
    public boolean isServicesLost() {
        return reliance.trust().isLost();
    }

    /** How much is kept of Services and Namespaces. */
    public List<StoreUsage> usage() {
        return store.usage();
    }

    @Override
    public Snapshot snapshot(String namespace) {
        return snapshot(namespace, settings.namespaceTimeout());
    }

    /** A Namespace that the watch has not brought may be so new that the pod in it overtook it. */
    @Override
    public Snapshot snapshot(String namespace, Duration patience) {
        Optional<Namespace> known = store.namespace(namespace);
        return store.snapshot(namespace, known.isPresent() ? known : lookup.find(namespace, patience));
    }

    /** Ends the watches. Snapshots can still be had, of what was known last. */
    @Override
    public void close() {
        thread.execute(() -> watches.all().forEach(ResourceWatch::stop));
        thread.shutdown();
        requests.shutdownNow();
        try {
            thread.awaitTermination(STOP.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
    }

    private void check() {
        watches.all().forEach(ResourceWatch::check);
        reliance.check();
        readmissions.forEach(Readmission::check);
        store.meshes().forEach(MeshStore::remind);
    }
}
