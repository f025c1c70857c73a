package dev.probebypass.cluster.watch;

import dev.probebypass.mesh.Interest;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.WatchedKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * All watches on a cluster: Services and Namespaces, which are needed, the objects by which meshes are told, the ConfigMaps that
 * somebody names, and the kinds that may be served or not.
 */
final class ClusterWatches {

    /** What is read when all that is known of has been. */
    private static final String KINDS = "the API server's list of kinds";

    private final Executor thread;
    private final ResourceWatch services;
    private final ResourceWatch namespaces;
    private final List<ResourceWatch> ofMeshes;
    private final NamedObjectWatches configMaps;
    private final KindWatches kinds;

    /**
     * Nothing followed yet.
     *
     * @param interests what decisions about the pods of each mesh read
     * @param others kinds that are read beside those of meshes
     * @param open makes a watch that tells a listener how it fares
     * @param unfollow hears of ConfigMaps that are not followed any more
     * @param listener hears how watches fare
     * @param requests where the API server is asked what it serves
     * @param thread the one thread in which watches are started and stopped
     */
    ClusterWatches(
            WatchedResources server,
            List<Interest> interests,
            Stream<WatchedKind> others,
            BiFunction<WatchedResources.Query, WatchListener, ResourceWatch> open,
            Consumer<ObjectKey> unfollow,
            WatchListener listener,
            Executor requests,
            ScheduledExecutorService thread) {
        this.thread = thread;
        Function<WatchedResources.Query, ResourceWatch> always = query -> open.apply(query, listener);
        services = always.apply(server.services());
        namespaces = always.apply(server.namespaces());
        List<WatchedKind> kindsOfMeshes = interests.stream()
                .flatMap(interest -> interest.kinds().stream())
                .distinct()
                .toList();
        ofMeshes = kindsOfMeshes.stream().map(server::kind).map(always).toList();
        configMaps = new NamedObjectWatches(key -> always.apply(server.configMap(key)), unfollow, thread);
        Stream<WatchedKind> policies = interests.stream()
                .flatMap(interest -> interest.policies().stream())
                .map(Interest.Policy::kind);
        kinds = new KindWatches(
                Stream.concat(others, policies)
                        .distinct()
                        .filter(kind -> !kindsOfMeshes.contains(kind))
                        .toList(),
                (kind, hears) -> open.apply(server.kind(kind), hears),
                server::served,
                listener,
                requests,
                thread);
    }

    ResourceWatch services() {
        return services;
    }

    ResourceWatch namespaces() {
        return namespaces;
    }

    NamedObjectWatches configMaps() {
        return configMaps;
    }

    /** Those whose objects share the budget of the Services. */
    List<ResourceWatch> ofRoutes() {
        return Stream.of(Stream.of(services), ofMeshes.stream(), kinds.watches().stream())
                .flatMap(Function.identity())
                .toList();
    }

    /** All but the one on Services. */
    Stream<ResourceWatch> butServices() {
        return all().filter(watch -> !watch.equals(services));
    }

    Stream<ResourceWatch> all() {
        return Stream.of(always(), configMaps.watches().stream(), kinds.watches().stream())
                .flatMap(Function.identity());
    }

    private Stream<ResourceWatch> always() {
        return Stream.concat(Stream.of(services, namespaces), ofMeshes.stream());
    }

    /** Begins with those whose kinds are served everywhere, and looks for the others. */
    void start() {
        always().forEach(watch -> thread.execute(watch::start));
        lookForKinds();
    }

    /** Looks which kinds are served. */
    void lookForKinds() {
        kinds.lookAgain();
    }

    /** Done when all that is needed has been read, and the rest as far as it may be read. */
    CompletableFuture<Boolean> synced() {
        // Revisions are known when the Services are; only then is it known which ConfigMaps to wait for.
        return CompletableFuture.allOf(services.firstSync(), namespaces.firstSync(), ResourceWatch.allAnswers(ofMeshes))
                .thenCompose(_ -> ResourceWatch.allAnswers(configMaps.watches()))
                .thenCompose(_ -> kinds.firstAnswers());
    }

    /** What has not been read yet and why, a line each. */
    List<String> unread() {
        Stream<ResourceWatch> needed =
                Stream.of(services, namespaces).filter(each -> !each.firstSync().isDone());
        Stream<ResourceWatch> tried = Stream.of(ofMeshes, configMaps.watches(), kinds.watches())
                .flatMap(Collection::stream)
                .filter(each -> !each.firstAnswer().isDone());
        List<String> unread = Stream.concat(needed, tried)
                .map(watch -> watch.state().describe())
                .toList();
        return unread.isEmpty() ? List.of(KINDS + ": not read yet") : unread;
    }

    /**
     * How each watched resource fares: always the same resources in the same order, the ConfigMaps as one, and kinds that are not
     * served too.
     */
    List<WatchState> states() {
        List<WatchState> states = new ArrayList<>();
        always().forEach(watch -> states.add(watch.state()));
        states.add(WatchState.worst(
                WatchedResources.CONFIG_MAPS,
                configMaps.watches().stream().map(ResourceWatch::state).toList()));
        states.addAll(kinds.states());
        return states;
    }
}
