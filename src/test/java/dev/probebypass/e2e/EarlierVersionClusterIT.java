package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.apiserver.Version;
import dev.probebypass.testing.Eventually;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An earlier version that becomes this one by Helm, and again the earlier one, while pods are created. */
@Tag("nightly")
@Order(12)
@ExtendWith(SharedCluster.class)
final class EarlierVersionClusterIT {

    /** Longer than a lock is held by one who is gone; then comes the garbage collector. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final Set<String> THE_NAMESPACE = Set.of("Namespace " + Webhook.NAMESPACE);

    private final Cluster cluster;
    private final Version earlier = Version.earlier();

    EarlierVersionClusterIT(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeEach
    void nobodyHasInstalledIt() {
        cluster.withoutTheWebhook();
    }

    /** A release called otherwise than the chart has another name for its objects. */
    @ParameterizedTest
    @ValueSource(strings = {Webhook.NAME, "bypass"})
    void becomesThisOneAndComesBackWithoutAMissedPodAndLeavesNothing(String release) {
        Webhook webhook = cluster.webhook().called(release);
        try {
            Set<String> ofThisOne = asInstalled(webhook, Version.current());
            webhook.absent();
            awaitObjects(webhook, THE_NAMESPACE);
            Set<String> ofTheEarlier = asInstalled(webhook, earlier);
            String authority = webhook.awaitAuthority();

            nobodyIsMissed(
                    "upgrade from %s, release `%s`".formatted(earlier.name(), release),
                    () -> webhook.present(Version.current()));
            awaitObjects(webhook, ofThisOne);
            assertThat(webhook.awaitAuthority()).isEqualTo(authority);

            nobodyIsMissed("rollback to %s, release `%s`".formatted(earlier.name(), release), webhook::rollBack);
            // What the earlier one does not know of goes with the Deployment.
            Set<String> withOurLease = new HashSet<>(ofTheEarlier);
            withOurLease.add("Lease " + webhook.fullName());
            Eventually.holds(
                    "the earlier version's objects are to be there",
                    LIMIT,
                    () -> webhook.lasting().containsAll(ofTheEarlier));
            assertThat(withOurLease).containsAll(webhook.lasting());
            assertThat(webhook.awaitAuthority()).isEqualTo(authority);
        } finally {
            webhook.absent();
        }
        awaitObjects(webhook, THE_NAMESPACE);
    }

    private static Set<String> asInstalled(Webhook webhook, Version version) {
        webhook.present(version);
        return Eventually.get(
                "a Lease is to be there",
                LIMIT,
                () -> Optional.of(webhook.lasting())
                        .filter(objects -> objects.stream().anyMatch(object -> object.startsWith("Lease "))));
    }

    private static void awaitObjects(Webhook webhook, Set<String> expected) {
        try {
            Eventually.holds(
                    "what is there is to be " + expected,
                    LIMIT,
                    () -> webhook.lasting().equals(expected));
        } catch (AssertionError late) {
            assertThat(webhook.lasting()).isEqualTo(expected);
        }
    }

    private void nobodyIsMissed(String what, Runnable change) {
        try (TestNamespace namespace = cluster.strictNamespace()) {
            assertThat(Creations.during(change, namespace).of(what).missed()).isEmpty();
        }
    }
}
