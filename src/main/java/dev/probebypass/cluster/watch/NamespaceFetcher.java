package dev.probebypass.cluster.watch;

import dev.probebypass.cluster.Namespace;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Asks for a Namespace that the watch has not brought: it may be so new that the pod in it overtook it. An answer is
 * remembered for a while, so that many pods in one new namespace make one request. Whoever reaches the server may name
 * namespaces at will: few requests are under way at a time, few answers are remembered, and what can't be a namespace's name
 * is not asked for.
 */
final class NamespaceFetcher {

    /** Long enough that a flood of pods does not become a flood of requests. */
    static final Duration REMEMBERED_ABSENT = Duration.ofSeconds(1);

    /** Longer than a watch needs to bring it; not for ever, as nobody tells if it is deleted before. */
    static final Duration REMEMBERED_FOUND = Duration.ofSeconds(30);

    /** Answers that are remembered. */
    static final int MOST = 1_000;

    /** Requests under way at a time; the others wait for their turn, as long as a request may take. */
    static final int AT_A_TIME = 8;

    /** Characters of labels and annotations; of a Namespace with more only the essence is remembered. */
    private static final int LARGE = 4 << 10;

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");

    /** In the order in which they were asked for. */
    private final Map<String, Answer> answers = new LinkedHashMap<>();

    private final Semaphore turns = new Semaphore(AT_A_TIME);
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

    /** The Namespace as it may be remembered. */
    static Namespace small(Namespace namespace) {
        long characters = Stream.of(namespace.labels(), namespace.annotations())
                .flatMap(texts -> texts.entrySet().stream())
                .mapToLong(text -> text.getKey().length() + text.getValue().length())
                .sum();
        return characters <= LARGE ? namespace : namespace.essence();
    }

    /**
     * The Namespace, empty if there is none or nobody could say so in time. Callers at the same time share one request.
     *
     * @param name of anything but a DNS label there is none
     * @param patience how long this caller waits, if that is less than the request may take
     */
    Optional<Namespace> find(String name, Duration patience) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return answer(name)
                .settled
                .copy()
                .completeOnTimeout(Optional.empty(), patience.toNanos(), TimeUnit.NANOSECONDS)
                .join();
    }

    private synchronized Answer answer(String name) {
        Instant now = clock.instant();
        Answer before = answers.get(name);
        if (before != null && before.holdsUntil.isAfter(now)) {
            return before;
        }
        answers.remove(name);
        if (answers.size() >= MOST) {
            answers.values().removeIf(answer -> !answer.holdsUntil.isAfter(now));
        }
        if (answers.size() >= MOST) {
            answers.remove(answers.keySet().iterator().next());
        }
        Answer answer = ask(name);
        answers.put(name, answer);
        return answer;
    }

    synchronized void forget(String name) {
        answers.remove(name);
    }

    /** How many answers are remembered. */
    synchronized int remembered() {
        return answers.size();
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
            turns.acquire();
        } catch (InterruptedException late) { // the time is up
            return Optional.empty();
        }
        try {
            return request.apply(name);
        } catch (RuntimeException unknown) { // whatever it was, the pod's own labels have to do
            return Optional.empty();
        } finally {
            turns.release();
        }
    }
}
