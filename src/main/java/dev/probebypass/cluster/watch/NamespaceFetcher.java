package dev.probebypass.cluster.watch;

import dev.probebypass.cluster.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Asks for a Namespace that the watch has not brought: it may be so new that the pod in it overtook it. An answer is
 * remembered for a while, so that many pods in one new namespace make one request.
 */
final class NamespaceFetcher {

    /** Long enough that a flood of pods does not become a flood of requests. */
    static final Duration REMEMBERED_ABSENT = Duration.ofSeconds(1);

    /** Longer than a watch needs to bring it; not for ever, as nobody tells if it is deleted before. */
    static final Duration REMEMBERED_FOUND = Duration.ofSeconds(30);

    private static final int MANY = 1_000;

    private final ConcurrentMap<String, Answer> answers = new ConcurrentHashMap<>();
    private final Function<String, Optional<Namespace>> request;
    private final ExecutorService threads;
    private final Duration timeout;
    private final InstantSource clock;

    /**
     * A lookup that knows nothing yet.
     *
     * @param request asks for the Namespace of that name; may block and throw
     * @param threads where requests run, each in its own
     * @param timeout how long a request may take
     */
    NamespaceFetcher(
            Function<String, Optional<Namespace>> request,
            ExecutorService threads,
            Duration timeout,
            InstantSource clock) {
        this.request = request;
        this.threads = threads;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** What a request says, or will have said when the time is up. */
    private static final class Answer {
        private final CompletableFuture<Optional<Namespace>> settled = new CompletableFuture<>();
        private volatile Instant holdsUntil = Instant.MAX;
    }

    /**
     * The Namespace, empty if there is none or nobody could say so in time. Callers at the same time share one request.
     *
     * @param patience how long this caller waits, if that is less than the request may take
     */
    Optional<Namespace> find(String name, Duration patience) {
        Instant now = clock.instant();
        if (answers.size() > MANY) {
            answers.values().removeIf(answer -> !answer.holdsUntil.isAfter(now));
        }
        return answers.compute(
                        name, (_, before) -> before != null && before.holdsUntil.isAfter(now) ? before : ask(name))
                .settled
                .copy()
                .completeOnTimeout(Optional.empty(), patience.toNanos(), TimeUnit.NANOSECONDS)
                .join();
    }

    void forget(String name) {
        answers.remove(name);
    }

    private Answer ask(String name) {
        Answer answer = new Answer();
        CompletableFuture<Optional<Namespace>> said = new CompletableFuture<>();
        Future<?> running = submit(() -> said.complete(request(name)));
        var _ = said.completeOnTimeout(Optional.empty(), timeout.toNanos(), TimeUnit.NANOSECONDS)
                .thenAccept(found -> {
                    // Before anybody hears of it, who may ask again at once.
                    answer.holdsUntil = clock.instant().plus(found.isPresent() ? REMEMBERED_FOUND : REMEMBERED_ABSENT);
                    answer.settled.complete(found);
                    running.cancel(true);
                });
        return answer;
    }

    private Future<?> submit(Runnable task) {
        try {
            return threads.submit(task);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.failedFuture(closed);
        }
    }

    private Optional<Namespace> request(String name) {
        try {
            return request.apply(name);
        } catch (RuntimeException unknown) { // whatever it was, the pod's own labels have to do
            return Optional.empty();
        }
    }
}
