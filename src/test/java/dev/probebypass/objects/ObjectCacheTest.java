package dev.probebypass.objects;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Objects that are texts, and take a thousand bytes for each letter; of one that is dropped its first letter is left, which takes
 * one byte. Names take less than a thousand bytes, as long as there are few.
 */
class ObjectCacheTest {

    private static final long LETTER = 1_000;

    private final List<String> told = new ArrayList<>();
    private final StoreBudget budget =
            new StoreBudget("Text", new StoreLimits.Bound(100_999, 250_999), new StoreListener() {
                @Override
                public void dropped(String kind, Optional<String> namespace, long bytes) {
                    told.add("%s of %s: %d".formatted(kind, namespace.orElse("none"), bytes / LETTER));
                }

                @Override
                public void readmitted(String kind, Optional<String> namespace) {
                    told.add("%s of %s".formatted(kind, namespace.orElse("none")));
                }
            });
    private final ObjectCache<String, List<String>> cache =
            new ObjectCache<>(budget, ObjectCacheTest::size, text -> Optional.of(text.substring(0, 1)), List::copyOf);

    private void set(String namespace, String name, int length) {
        cache.set(ObjectKey.of(namespace, name), Optional.of("x".repeat(length)));
    }

    private void remove(String namespace, String name) {
        cache.remove(ObjectKey.of(namespace, name));
    }

    private static long size(String text) {
        return text.length() == 1 ? 1 : LETTER * text.length();
    }

    private long kept() {
        return budget.kept() / LETTER;
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
        assertThat(kept()).isEqualTo(100);
        assertThat(told).isEmpty();
    }

    @Test
    void tellsWhatFollowsFromAllNamespacesUntilAnyObjectChanges() {
        set("b", "one", 2);
        set("a", "one", 3);
        List<List<String>> before = cache.everywhere();

        assertThat(before).containsExactly(List.of("xxx"), List.of("xx"));
        assertThat(cache.everywhere()).isSameAs(before);
        remove("a", "one");
        assertThat(cache.everywhere()).containsExactly(List.of("xx"));
        set("b", "one", 101);
        assertThat(cache.everywhere()).as("of what is dropped what is left").containsExactly(List.of("x"));
    }

    @Test
    void aNamespaceAboveItsBoundIsDroppedAndNoOther() {
        set("a", "one", 50);
        set("b", "one", 50);
        set("a", "two", 51);

        assertThat(cache.in("a").value()).containsExactly("x", "x");
        assertThat(isWhole("a")).isFalse();
        assertThat(isWhole("b")).isTrue();
        assertThat(kept()).isEqualTo(50);
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
        assertThat(kept()).isEqualTo(161);
    }

    @Test
    void whatComesToADroppedNamespaceIsNotKeptEither() {
        set("a", "one", 101);
        set("a", "two", 5);

        assertThat(cache.in("a").value()).containsExactly("x", "x");
        assertThat(kept()).isZero();
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
        assertThat(kept()).isEqualTo(75);
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
        assertThat(kept()).isZero();
        set("a", "three", 100);
        assertThat(isWhole("a")).isTrue();
    }

    @Test
    void sharesItsBudgetWithOtherCaches() {
        ObjectCache<String, List<String>> other =
                new ObjectCache<>(budget, ObjectCacheTest::size, _ -> Optional.empty(), List::copyOf);
        set("a", "one", 60);
        other.set(ObjectKey.of("a", "one"), Optional.of("y".repeat(60)));

        assertThat(isWhole("a")).isFalse();
        assertThat(other.in("a").isWhole()).isFalse();
        assertThat(other.in("a").value()).isEmpty();
        remove("a", "one");
        assertThat(budget.readmit()).isTrue();
        other.set(ObjectKey.of("a", "one"), Optional.of("y".repeat(60)));
        assertThat(other.in("a").isWhole()).isTrue();
    }

    @Test
    void objectsThatAreInNoNamespaceCountTogether() {
        set("a", "one", 50);
        cache.set(ObjectKey.clusterScoped("one"), Optional.of("x".repeat(60)));
        assertThat(cache.everywhere())
                .extracting(List::toString)
                .containsExactly("[" + "x".repeat(60) + "]", "[" + "x".repeat(50) + "]");

        cache.set(ObjectKey.clusterScoped("two"), Optional.of("x".repeat(41)));

        assertThat(told).containsExactly("Text of none: 101");
        assertThat(cache.everywhere()).extracting(List::toString).containsExactly("[x, x]", "[" + "x".repeat(50) + "]");
        assertThat(isWhole("a")).isTrue();
        assertThat(budget.over()).as("namespaces").isZero();
        cache.remove(ObjectKey.clusterScoped("one"));
        assertThat(budget.readmit()).isTrue();
        cache.remove(ObjectKey.clusterScoped("two"));
        assertThat(cache.everywhere()).hasSize(1);
        assertThat(kept()).isEqualTo(50);
    }

    @Test
    void ofTooManyObjectsInNoNamespaceTheNamesAreForgottenToo() {
        for (int i = 0; i < 10_000; i++) {
            cache.set(ObjectKey.clusterScoped("o" + i), Optional.of("xx"));
        }
        assertThat(budget.isForgotten(Optional.empty())).isTrue();
        assertThat(budget.kept()).isZero();

        assertThat(budget.readmitForgotten()).isTrue();
        cache.set(ObjectKey.clusterScoped("one"), Optional.of("x".repeat(50)));
        cache.heardAll();

        assertThat(cache.everywhere()).hasSize(1);
        assertThat(kept()).isEqualTo(50);
    }

    private long fill(String namespace, int length, int number) {
        for (int i = 0; i < number; i++) {
            set(namespace, "o" + i, length);
        }
        return budget.kept();
    }

    @Test
    void whatIsLeftOfDroppedObjectsCountsToo() {
        long ofTwo = fill("a", 60, 2);
        long ofFour = fill("a", 60, 4);

        assertThat(ofTwo).isGreaterThan(2 * 100);
        assertThat(ofFour).isEqualTo(2 * ofTwo);
    }

    @Test
    void anObjectOfWhichNothingIsKeptCountsWithItsName() {
        cache.set(ObjectKey.of("a", "one"), Optional.empty());

        assertThat(cache.in("a")).isEqualTo(new ObjectCache.View<>(List.of(), true));
        assertThat(budget.kept()).isGreaterThan(100);
    }

    @Test
    void ofANamespaceWithTooManyObjectsTheNamesAreForgottenToo() {
        set("b", "one", 50);
        long ofOther = budget.kept();

        assertThat(fill("a", 2, 10_000)).isEqualTo(ofOther);
        assertThat(isWhole("a")).isFalse();
        assertThat(isWhole("b")).isTrue();
        assertThat(cache.in("a").value()).isEmpty();
        assertThat(budget.isForgotten(Optional.of("a"))).isTrue();
        assertThat(budget.over()).isEqualTo(1);
        for (int i = 0; i < 10_000; i++) {
            remove("a", "o" + i);
        }
        assertThat(isWhole("a")).as("nobody knows how many there were").isFalse();
        assertThat(budget.readmit()).isFalse();
    }

    @Test
    void aForgottenNamespaceIsWholeWhenAllItsObjectsHaveBeenHeard() {
        fill("a", 2, 10_000);
        cache.heardAll();
        assertThat(isWhole("a")).as("still forgotten").isFalse();

        assertThat(budget.readmitForgotten()).isTrue();
        set("a", "one", 50);
        assertThat(isWhole("a")).as("others may come").isFalse();
        cache.heardAll();

        assertThat(isWhole("a")).isTrue();
        assertThat(cache.in("a").value()).hasSize(1);
        assertThat(kept()).isEqualTo(50);
        assertThat(budget.readmitForgotten()).isFalse();
        assertThat(told).endsWith("Text of a");
    }

    @Test
    void aForgottenNamespaceThatIsGoneLeavesNothing() {
        fill("a", 2, 10_000);
        budget.readmitForgotten();
        cache.heardAll();

        assertThat(isWhole("a")).isTrue();
        assertThat(budget.kept()).isZero();
        assertThat(cache.unseen()).isZero();
    }

    /** Many namespaces whose names alone are many: the others are not dropped for them. */
    @Test
    void whereAllAreTooManyNamesOfTheLargestGoFirst() {
        for (int i = 0; i < 10; i++) {
            fill("n" + i, 2, 400);
        }
        set("honest", "one", 50);

        assertThat(isWhole("honest")).isTrue();
        assertThat(budget.kept()).isLessThanOrEqualTo(250_999);
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
                set(namespace, name, 2 + random.nextInt(49));
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
            assertThat(whole).isLessThanOrEqualTo(kept());
            assertThat(kept()).isBetween(0L, 250L);
        }
    }
}
