package dev.probebypass.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.cluster.Namespace;
import dev.probebypass.testing.SettableClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NamespaceFetcherTest {

    private static final Namespace SHOP = new Namespace("shop", Map.of("team", "a"), Map.of());

    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final SettableClock clock = new SettableClock();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger requests = new AtomicInteger();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    private NamespaceFetcher lookup(Duration timeout, Function<String, Optional<Namespace>> request) {
        return new NamespaceFetcher(
                name -> {
                    requests.incrementAndGet();
                    return request.apply(name);
                },
                threads,
                timeout,
                clock);
    }

    private NamespaceFetcher lookup(Function<String, Optional<Namespace>> request) {
        return lookup(Duration.ofSeconds(20), request);
    }

    /** Never answers, and says when it was told to stop. */
    private static Optional<Namespace> hang(CountDownLatch interrupted) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException stop) {
            interrupted.countDown();
        }
        return Optional.of(SHOP);
    }

    @Test
    void remembersWhatItFound() {
        NamespaceFetcher lookup = lookup(_ -> Optional.of(SHOP));
        lookup.find("shop", PATIENT);
        clock.advance(NamespaceFetcher.REMEMBERED_FOUND.minusMillis(1));

        Optional<Namespace> again = lookup.find("shop", PATIENT);

        assertThat(again).contains(SHOP);
        assertThat(requests).hasValue(1);
    }

    @Test
    void asksAgainAfterAWhile() {
        NamespaceFetcher lookup = lookup(_ -> Optional.of(SHOP));
        lookup.find("shop", PATIENT);
        clock.advance(NamespaceFetcher.REMEMBERED_FOUND);

        lookup.find("shop", PATIENT);

        assertThat(requests).hasValue(2);
    }

    @Test
    void remembersForAMomentThatThereIsNone() {
        NamespaceFetcher lookup = lookup(_ -> Optional.empty());
        assertThat(lookup.find("shop", PATIENT)).isEmpty();
        clock.advance(NamespaceFetcher.REMEMBERED_ABSENT.minusMillis(1));
        assertThat(lookup.find("shop", PATIENT)).isEmpty();
        assertThat(requests).hasValue(1);
        clock.advance(Duration.ofMillis(1));

        lookup.find("shop", PATIENT);

        assertThat(requests).hasValue(2);
    }

    @Test
    void takesAFailureForNone() {
        NamespaceFetcher lookup = lookup(_ -> {
            throw new IllegalStateException("refused");
        });

        assertThat(lookup.find("shop", PATIENT)).isEmpty();
        assertThat(lookup.find("shop", PATIENT)).isEmpty();
        assertThat(requests).hasValue(1);
    }

    @Test
    void givesUpWhenTheTimeIsOver() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        NamespaceFetcher lookup = lookup(Duration.ofMillis(50), _ -> hang(interrupted));

        assertThat(lookup.find("shop", PATIENT)).isEmpty();
        assertThat(lookup.find("shop", PATIENT)).isEmpty();

        assertThat(requests).hasValue(1);
        interrupted.await();
    }

    @Test
    void aCallerInAHurryGoesOnWithoutTheOthers() {
        CountDownLatch answer = new CountDownLatch(1);
        NamespaceFetcher lookup = lookup(_ -> {
            awaitThat(answer);
            return Optional.of(SHOP);
        });

        assertThat(lookup.find("shop", Duration.ofMillis(50))).isEmpty();
        assertThat(lookup.find("shop", Duration.ofSeconds(-1))).isEmpty();
        answer.countDown();

        assertThat(lookup.find("shop", PATIENT)).contains(SHOP);
        assertThat(requests).hasValue(1);
    }

    @Test
    void sharesOneRequestAmongCallers() {
        CountDownLatch everybody = new CountDownLatch(20);
        CountDownLatch answer = new CountDownLatch(1);
        NamespaceFetcher lookup = lookup(_ -> {
            awaitThat(answer);
            return Optional.of(SHOP);
        });
        List<CompletableFuture<Optional<Namespace>>> callers = IntStream.range(0, 20)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> {
                            everybody.countDown();
                            return lookup.find("shop", PATIENT);
                        },
                        threads))
                .toList();
        awaitThat(everybody);

        answer.countDown();

        assertThat(callers).allSatisfy(caller -> assertThat(caller.join()).contains(SHOP));
        assertThat(requests).hasValue(1);
    }

    @Test
    void asksForEachNamespaceByItself() {
        NamespaceFetcher lookup = lookup(name -> name.equals("shop") ? Optional.of(SHOP) : Optional.empty());

        assertThat(lookup.find("other", PATIENT)).isEmpty();
        assertThat(lookup.find("shop", PATIENT)).contains(SHOP);
    }

    @Test
    void forgets() {
        NamespaceFetcher lookup = lookup(_ -> Optional.of(SHOP));
        lookup.find("shop", PATIENT);

        lookup.forget("shop");
        lookup.find("shop", PATIENT);

        assertThat(requests).hasValue(2);
    }

    @Test
    void knowsNothingMoreWhenItsThreadsAreGone() {
        NamespaceFetcher lookup = lookup(Duration.ofMillis(50), _ -> Optional.of(SHOP));
        threads.shutdownNow();

        assertThat(lookup.find("shop", PATIENT)).isEmpty();
    }

    @Test
    void asksForNothingThatCanBeNoNamespace() {
        NamespaceFetcher lookup = lookup(name -> Optional.of(new Namespace(name, Map.of(), Map.of())));

        assertThat(List.of("", "../secrets", "x?watch=true", "Shop", "-a", "a-", "a.b", "a".repeat(64)))
                .allSatisfy(name -> assertThat(lookup.find(name, PATIENT)).isEmpty());
        assertThat(requests).hasValue(0);
        assertThat(lookup.remembered()).isZero();
        assertThat(lookup.find("a".repeat(63), PATIENT)).isPresent();
    }

    @Test
    void remembersOnlySoMany() {
        NamespaceFetcher lookup = lookup(_ -> Optional.empty());

        for (int i = 0; i < 3 * NamespaceFetcher.MOST; i++) {
            lookup.find("none-" + i, PATIENT);
        }

        assertThat(lookup.remembered()).isEqualTo(NamespaceFetcher.MOST);
        int before = requests.get();
        lookup.find("none-" + (3 * NamespaceFetcher.MOST - 1), PATIENT);
        assertThat(requests).as("the newest is remembered").hasValue(before);
    }

    @Test
    void asksForFewAtATime() {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(NamespaceFetcher.AT_A_TIME);
        CountDownLatch answer = new CountDownLatch(1);
        NamespaceFetcher lookup = lookup(_ -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            full.countDown();
            awaitThat(answer);
            atOnce.decrementAndGet();
            return Optional.of(SHOP);
        });
        List<CompletableFuture<Optional<Namespace>>> callers = IntStream.range(0, 64)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> lookup.find("shop-" + i, PATIENT), threads))
                .toList();
        awaitThat(full);

        answer.countDown();

        assertThat(callers).allSatisfy(caller -> assertThat(caller.join()).contains(SHOP));
        assertThat(requests).hasValue(64);
        assertThat(most).hasValue(NamespaceFetcher.AT_A_TIME);
    }

    @Test
    void remembersOfALargeOneWhatDecisionsCanNotDoWithout() {
        Map<String, String> labels = new HashMap<>(Map.of("probe-bypass.dev/enabled", "false", "inject", "true"));
        IntStream.range(0, 100).forEach(i -> labels.put("some-label-of-a-tenant-" + i, "v".repeat(63)));

        Namespace small =
                NamespaceFetcher.small(new Namespace("shop", labels, Map.of("probe-bypass.dev/mode", "audit")));

        assertThat(small.isWhole()).isFalse();
        assertThat(small.annotations()).isEmpty();
        assertThat(small.labels())
                .containsEntry("probe-bypass.dev/enabled", "false")
                .containsEntry("inject", "true");
        assertThat(small.labels()).hasSizeLessThan(10);
        assertThat(NamespaceFetcher.small(SHOP)).isEqualTo(SHOP);
    }

    private static void awaitThat(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
