package dev.probebypass.cluster.watch;

import dev.probebypass.cluster.watch.KindDiscovery.Answer;
import dev.probebypass.objects.WatchedKind;
import dev.probebypass.telemetry.Cause;
import dev.probebypass.telemetry.LogOnce;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The watches on kinds that may be served or not, of routes, callers and policies. Each begins when the API server is found to serve its kind, and ends when
 * it is found not to.
 */
final class KindWatches {

    /** How long a start waits for API groups and kinds that do not answer: nobody needs them. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Map<WatchedKind, KindWatch> byKind = new LinkedHashMap<>();
    private final Function<Collection<WatchedKind>, Map<WatchedKind, Answer>> discovery;
    private final WatchListener listener;
    private final Executor requests;
    private final Executor thread;
    private final LogOnce told = new LogOnce();
    private CompletableFuture<Boolean> last = CompletableFuture.completedFuture(true);

    /**
     * Nothing followed yet.
     *
     * @param kinds in the order of the states
     * @param open makes a watch of a kind that tells a listener how it fares
     * @param discovery says what is served; may block
     * @param requests where it is asked
     * @param thread the one thread in which watches are started and stopped
     */
    KindWatches(
            List<WatchedKind> kinds,
            BiFunction<WatchedKind, WatchListener, ResourceWatch> open,
            Function<Collection<WatchedKind>, Map<WatchedKind, Answer>> discovery,
            WatchListener listener,
            Executor requests,
            Executor thread) {
        kinds.forEach(kind ->
                byKind.put(kind, new KindWatch(kind.resource(), () -> open.apply(kind, whileServed(kind)), listener)));
        this.discovery = discovery;
        this.listener = listener;
        this.requests = requests;
        this.thread = thread;
    }

    /** Where a kind is not served any more, its watch fails before anybody has looked: that is no failure. */
    private WatchListener whileServed(WatchedKind kind) {
        return new WatchListener() {
            @Override
            public void followed(WatchState state) {
                listener.followed(state);
            }

            @Override
            public void lost(WatchState state) {
                var _ = look().whenComplete((_, _) -> {
                    if (isFollowed(kind)) {
                        listener.lost(state);
                    }
                });
            }

            @Override
            public void unreadable(String object, String problem) {
                listener.unreadable(object, problem);
            }
        };
    }

    private boolean isFollowed(WatchedKind kind) {
        KindWatch watch = byKind.get(kind);
        return watch != null && watch.watch().isPresent();
    }

    /**
     * Looks which kinds are served, unless somebody is looking, and follows those.
     *
     * @return done when their watches have begun; whether it is known of all kinds
     */
    synchronized CompletableFuture<Boolean> look() {
        if (!byKind.isEmpty() && last.isDone()) {
            List<WatchedKind> kinds = List.copyOf(byKind.keySet());
            last = CompletableFuture.supplyAsync(() -> discovery.apply(kinds), requests)
                    .exceptionally(problem -> unknown(kinds, Cause.describe(problem)))
                    .thenApplyAsync(this::hear, thread);
        }
        return last;
    }

    /** The same, for who does not wait. */
    void lookAgain() {
        var _ = look();
    }

    private static Map<WatchedKind, Answer> unknown(List<WatchedKind> kinds, String why) {
        return kinds.stream().collect(Collectors.toMap(Function.identity(), _ -> new Answer.Unknown(why)));
    }

    private boolean hear(Map<WatchedKind, Answer> answers) {
        byKind.forEach((kind, watch) -> watch.hear(answers.getOrDefault(kind, new Answer.Absent())));
        Map<String, String> unknown = byKind.values().stream()
                .filter(watch -> watch.watch().isEmpty())
                .map(KindWatch::state)
                .filter(state -> !state.synced())
                .collect(Collectors.groupingBy(
                        state -> state.lastError().orElse(""),
                        Collectors.mapping(WatchState::resource, Collectors.joining(", "))));
        unknown.forEach(this::tell);
        if (unknown.isEmpty()) {
            told.settle();
        }
        return unknown.isEmpty();
    }

    /** One line for all that have the same trouble. */
    private void tell(String why, String resources) {
        if (told.isNews(why)) {
            listener.lost(new WatchState(resources, false, Duration.ZERO, Optional.of(why), 1, 0));
        }
    }

    /**
     * To be asked when the API server has answered other questions.
     *
     * @return done when all that is served has been read, or it is known that it can't be for now, or that takes too long;
     *     whether it did not
     */
    CompletableFuture<Boolean> firstAnswers() {
        return begun().thenCompose(all -> all ? CompletableFuture.completedFuture(true) : look())
                .thenCompose(_ -> ResourceWatch.allAnswers(watches()))
                .handle((_, problem) -> problem == null)
                .completeOnTimeout(false, PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private synchronized CompletableFuture<Boolean> begun() {
        return last;
    }

    /** Those of the kinds that are served. */
    List<ResourceWatch> watches() {
        return byKind.values().stream().flatMap(each -> each.watch().stream()).toList();
    }

    /** How each kind is followed, always in the same order. */
    List<WatchState> states() {
        return byKind.values().stream().map(KindWatch::state).toList();
    }
}
