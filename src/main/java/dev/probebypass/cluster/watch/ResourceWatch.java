package dev.probebypass.cluster.watch;

import dev.probebypass.telemetry.LogOnce;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * A watch on one resource that never ends. An informer does the work; the watch says how it fares, and starts another one where an
 * informer is content to wait: it repeats a watch that was refused with the version it has, however old that is, and tells
 * nobody why. Everything but reading happens in one thread.
 */
final class ResourceWatch {

    /** How long a watch that stood may be gone before everything is read anew. Servers close watches as a routine. */
    static final Duration GONE = Duration.ofSeconds(10);

    /** How long an informer that never had a watch may be silent; where only plain HTTP works, a bookmark is its first sign. */
    static final Duration SILENT = Duration.ofSeconds(90);

    private final WatchedResources.Query query;
    private final InformerStore store;
    private final WatchListener listener;
    private final Executor thread;
    private final InstantSource clock;
    private final CompletableFuture<@Nullable Void> firstSync = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> firstAnswer = new CompletableFuture<>();
    private final LogOnce told = new LogOnce();
    private volatile Health health = new Health(false, Optional.empty(), OptionalInt.empty(), 0);
    private volatile Instant lastContact;

    private @Nullable Attempt attempt;
    private @Nullable String version;
    private Instant lastSign;
    private boolean watched;
    private boolean started;

    /**
     * A watch that has not started.
     *
     * @param thread the one thread in which {@link #start}, {@link #check}, {@link #readAnew} and {@link #stop} are called
     */
    ResourceWatch(
            WatchedResources.Query query,
            ObjectSink sink,
            WatchListener listener,
            Executor thread,
            InstantSource clock) {
        this.query = query;
        this.store =
                new InformerStore(sink, (key, problem) -> listener.unreadable(query.plural() + " " + key, problem));
        this.listener = listener;
        this.thread = thread;
        this.clock = clock;
        this.lastSign = clock.instant();
        this.lastContact = lastSign;
    }

    /**
     * How it fares.
     *
     * @param status of the API server's answer where that is the error
     */
    private record Health(boolean synced, Optional<String> error, OptionalInt status, long failures) {}

    /** An informer, and the door it delivers through. */
    private static final class Attempt {

        private final SharedIndexInformer<GenericKubernetesResource> informer;
        private final InformerStore.Door door;

        /** Where lists are streamed, a watch stands before its first list has come to its end. */
        private boolean hasListed;

        private Attempt(SharedIndexInformer<GenericKubernetesResource> informer, InformerStore.Door door) {
            this.informer = informer;
            this.door = door;
        }
    }

    /** Done when the resource has been read in full for the first time. */
    CompletableFuture<@Nullable Void> firstSync() {
        return firstSync;
    }

    /** Done when the resource has been read, or it is known that it can't be for now. */
    CompletableFuture<@Nullable Void> firstAnswer() {
        return firstAnswer;
    }

    /** Done when all these have their first answers. */
    static CompletableFuture<Void> allAnswers(Collection<ResourceWatch> watches) {
        return CompletableFuture.allOf(
                watches.stream().map(ResourceWatch::firstAnswer).toArray(CompletableFuture<?>[]::new));
    }

    WatchState state() {
        Health now = health;
        return new WatchState(
                query.resource(),
                now.synced,
                Duration.between(lastContact, clock.instant()),
                now.error,
                now.failures,
                store.unreadable());
    }

    /** Whether the resource has been read in full and its watch stands. */
    boolean isFollowed() {
        return health.synced;
    }

    /** Whether the API server says that it may not be read. */
    boolean isForbidden() {
        return health.status.orElse(0) == HttpURLConnection.HTTP_FORBIDDEN;
    }

    /** Whether the API server answers, be it only to refuse. */
    boolean isAnswered() {
        Health now = health;
        return now.synced || now.status.orElse(0) / 100 == 4;
    }

    void start() {
        started = true;
        lastSign = clock.instant();
        watched = false;
        try {
            begin();
        } catch (RuntimeException problem) { // a watch must not end with its thread's work
            fail(problem);
        }
    }

    private void begin() {
        Attempt next = new Attempt(query.informer(), store.open(() -> lastContact = clock.instant()));
        attempt = next;
        next.informer
                .removeIndexer(Cache.NAMESPACE_INDEX)
                .itemStore(next.door)
                .exceptionHandler((_, problem) -> {
                    thread.execute(() -> failed(next, problem));
                    return true; // whatever it is, it may pass
                })
                .start()
                .thenRun(() -> thread.execute(() -> listed(next)));
    }

    /** Looks whether the watch stands, and starts again where it has been gone too long. */
    void check() {
        try {
            look();
        } catch (RuntimeException problem) { // nor must the checks
            fail(problem);
        }
    }

    private void look() {
        Attempt current = attempt;
        if (!started) {
            return;
        }
        Instant now = clock.instant();
        if (current != null && current.hasListed && stands(current)) {
            watched = true;
            lastSign = now;
            hear(current.informer.lastSyncResourceVersion(), now);
            succeed();
        } else if (now.isAfter(lastSign().plus(watched || query.isStreaming() ? GONE : SILENT))) {
            if (health.synced || query.isStreaming()) { // an informer that streams its lists tells nobody why it can't
                fail(query.whyGone());
            }
            stop();
            start();
        }
    }

    /** A first list that is still coming is a sign too. */
    private Instant lastSign() {
        Instant contact = lastContact;
        return contact.isAfter(lastSign) ? contact : lastSign;
    }

    /** An informer that can't even say it has no watch that stands. */
    private boolean stands(Attempt current) {
        try {
            return current.informer.isWatching();
        } catch (RuntimeException problem) {
            fail(problem);
            return false;
        }
    }

    /** Reads all objects anew, of which the sink has asked to hear again; what it knows still holds meanwhile. */
    void readAnew() {
        if (started) {
            stop();
            start();
        }
    }

    /** Stops for good. Nobody is to wait for an answer any more. */
    void abandon() {
        stop();
        firstAnswer.complete(null);
    }

    /** The same, and the sink is to know none of the objects any more. */
    void forget() {
        abandon();
        store.clear();
    }

    void stop() {
        Attempt last = attempt;
        attempt = null;
        started = false;
        if (last != null) {
            last.door.close();
            last.informer.stop();
        }
    }

    /** Bookmarks do not come through the door, but they move the version. */
    private void hear(@Nullable String newest, Instant now) {
        if (!Objects.equals(newest, version)) {
            version = newest;
            lastContact = now;
        }
    }

    private void listed(Attempt which) {
        if (which == attempt) {
            which.hasListed = true;
            store.heardAll();
            lastSign = clock.instant();
            lastContact = lastSign;
            succeed();
        }
    }

    private void succeed() {
        if (!health.synced) {
            health = new Health(true, Optional.empty(), OptionalInt.empty(), health.failures);
            told.settle();
            listener.followed(state());
            firstSync.complete(null);
            firstAnswer.complete(null);
        }
    }

    private void failed(Attempt which, Throwable problem) {
        if (which != attempt) {
            return;
        }
        if (query.listsOtherwiseAfter(problem)) {
            stop();
            start();
        } else {
            fail(problem);
        }
    }

    /** No sign of life: were it one, an informer that fails again and again would never make room for another. */
    private void fail(Throwable problem) {
        Health before = health;
        health = new Health(
                false, Optional.of(query.describe(problem)), ClientErrors.status(problem), before.failures + 1);
        if (told.isNews(health.error.orElse(""))) {
            listener.lost(state());
        }
        firstAnswer.complete(null);
    }
}
