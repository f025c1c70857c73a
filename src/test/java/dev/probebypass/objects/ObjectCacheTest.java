package dev.probebypass.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Objects that are texts, and as large as they are long; of one that is dropped its first letter is left. */
class ObjectCacheTest {

    private final List<String> told = new ArrayList<>();
    private final StoreBudget budget = new StoreBudget("Text", new StoreLimits.Bound(100, 250), new StoreListener() {
        @Override
        public void dropped(String kind, String namespace, long bytes) {
            told.add("%s of %s: %d".formatted(kind, namespace, bytes));
        }

        @Override
        public void readmitted(String kind, String namespace) {
            told.add("%s of %s".formatted(kind, namespace));
        }
    });
    private final ObjectCache<String, List<String>> cache =
            new ObjectCache<>(budget, String::length, text -> Optional.of(text.substring(0, 1)), List::copyOf);

    private void set(String namespace, String name, int length) {
        cache.set(new ObjectKey(namespace, name), Optional.of("x".repeat(length)));
    }

    private void remove(String namespace, String name) {
        cache.set(new ObjectKey(namespace, name), Optional.empty());
    }

    private boolean isWhole(String namespace) {
        return cache.in(namespace).isWhole();
    }

    @Test
    void keepsWhatFits() {
        set("a", "one", 50);
        set("a", "two", 50);

        assertThat(cache.in("a").value()).extracting(String::length).containsExactly(50, 50);
        assertThat(isWhole("a")).isTrue();
        assertThat(budget.kept()).isEqualTo(100);
        assertThat(told).isEmpty();
    }

    @Test
    void aNamespaceAboveItsBoundIsDroppedAndNoOther() {
        set("a", "one", 50);
        set("b", "one", 50);
        set("a", "two", 51);

        assertThat(cache.in("a").value()).containsExactly("x", "x");
        assertThat(isWhole("a")).isFalse();
        assertThat(isWhole("b")).isTrue();
        assertThat(budget.kept()).isEqualTo(50);
        assertThat(cache.unseen()).isEqualTo(1);
        assertThat(told).containsExactly("Text of a: 101");
    }

    @Test
    void whereAllAreTooManyTheLargestIsDropped() {
        set("a", "one", 80);
        set("b", "one", 90);
        set("c", "one", 79);
        set("d", "one", 2);

        assertThat(isWhole("b")).isFalse();
        assertThat(List.of("a", "c", "d")).allMatch(this::isWhole);
        assertThat(budget.kept()).isEqualTo(161);
    }

    @Test
    void whatComesToADroppedNamespaceIsNotKeptEither() {
        set("a", "one", 101);
        set("a", "two", 5);

        assertThat(cache.in("a").value()).containsExactly("x", "x");
        assertThat(budget.kept()).isZero();
    }

    @Test
    void comesBackWithRoomToSpareWhenEachObjectHasBeenSetAgain() {
        set("a", "one", 60);
        set("a", "two", 60);
        set("a", "two", 16);
        assertThat(budget.readmit()).as("76 of 100").isFalse();
        set("a", "two", 15);
        assertThat(budget.readmit()).as("75 of 100").isTrue();

        assertThat(isWhole("a")).isFalse();
        set("a", "one", 60);
        assertThat(isWhole("a")).as("one is missing").isFalse();
        set("a", "two", 15);

        assertThat(isWhole("a")).isTrue();
        assertThat(cache.in("a").value()).extracting(String::length).containsExactly(60, 15);
        assertThat(budget.kept()).isEqualTo(75);
        assertThat(told).containsExactly("Text of a: 120", "Text of a");
    }

    @Test
    void comesBackToOthersOnlyWhereAllFit() {
        set("a", "one", 101);
        set("b", "one", 90);
        set("c", "one", 90);
        set("a", "one", 10);
        assertThat(budget.readmit()).as("190 of 250").isFalse();
        set("c", "one", 80);

        assertThat(budget.readmit()).as("180 of 250").isTrue();
    }

    @Test
    void anObjectThatIsGoneIsNotMissed() {
        set("a", "one", 60);
        set("a", "two", 60);
        remove("a", "one");
        assertThat(budget.readmit()).isTrue();
        remove("a", "two");

        assertThat(isWhole("a")).isTrue();
        assertThat(budget.kept()).isZero();
        set("a", "three", 100);
        assertThat(isWhole("a")).isTrue();
    }

    @Test
    void sharesItsBudgetWithOtherCaches() {
        ObjectCache<String, List<String>> other =
                new ObjectCache<>(budget, String::length, _ -> Optional.empty(), List::copyOf);
        set("a", "one", 60);
        other.set(new ObjectKey("a", "one"), Optional.of("y".repeat(60)));

        assertThat(isWhole("a")).isFalse();
        assertThat(other.in("a").isWhole()).isFalse();
        assertThat(other.in("a").value()).isEmpty();
        remove("a", "one");
        assertThat(budget.readmit()).isTrue();
        other.set(new ObjectKey("a", "one"), Optional.of("y".repeat(60)));
        assertThat(other.in("a").isWhole()).isTrue();
    }

    @Test
    void whatFollowsIsMadeOnceForAllWhoAsk() {
        set("a", "one", 50);

        assertThat(cache.in("a").value()).isSameAs(cache.in("a").value());
    }

    /** Whoever drops objects must not leave in memory what was made of them until somebody asks. */
    @Test
    void whatFollowsGoesWithTheObjects() throws InterruptedException {
        WeakReference<Object> ofGone = askedOnce("gone", 50);
        WeakReference<Object> ofDropped = askedOnce("dropped", 50);
        WeakReference<Object> ofChanged = askedOnce("changed", 50);
        remove("gone", "one");
        set("dropped", "two", 51);
        set("changed", "one", 2);

        for (WeakReference<Object> reference : List.of(ofGone, ofDropped, ofChanged)) {
            awaitCollected(reference);
        }
    }

    private WeakReference<Object> askedOnce(String namespace, int length) {
        set(namespace, "one", length);
        return new WeakReference<>(cache.in(namespace).value());
    }

    private static void awaitCollected(WeakReference<Object> reference) throws InterruptedException {
        for (int tries = 0; tries < 100 && reference.get() != null; tries++) {
            System.gc();
            Thread.sleep(10);
        }
        assertThat(reference.get()).isNull();
    }

    /** Whatever comes: what is kept is counted and within the bound, and nobody is told of a part that it is the whole. */
    @Test
    void countsRightWhateverComes() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String namespace = "n" + random.nextInt(6);
            String name = "o" + random.nextInt(8);
            if (random.nextInt(3) == 0) {
                remove(namespace, name);
            } else {
                set(namespace, name, 1 + random.nextInt(50));
            }
            if (random.nextInt(20) == 0) {
                budget.readmit();
            }
            long whole = 0;
            for (int n = 0; n < 6; n++) {
                ObjectCache.View<List<String>> view = cache.in("n" + n);
                long bytes = view.value().stream().mapToLong(String::length).sum();
                assertThat(bytes).isLessThanOrEqualTo(100);
                whole += view.isWhole() ? bytes : 0;
            }
            assertThat(whole).isLessThanOrEqualTo(budget.kept());
            assertThat(budget.kept()).isBetween(0L, 250L);
        }
    }
}
