package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.probebypass.telemetry.Telemetry;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OwnedLeaseLockTest {

    private static final ZonedDateTime TIME = ZonedDateTime.parse("2026-01-01T00:00:00Z");
    private static final LeaderElectionRecord RECORD =
            new LeaderElectionRecord("replica", Duration.ofSeconds(15), TIME, TIME, 0);

    private final FakeCluster cluster = new FakeCluster();
    private final Telemetry telemetry = Telemetry.forVersion("test");
    private final ObjectMeta metadata = new ObjectMeta();
    private final FakeLock inner = new FakeLock();
    private final KubernetesClient unused = new KubernetesClientBuilder().build();
    private final OwnedLeaseLock lock = new OwnedLeaseLock(
            new OwnDeployment(cluster, Samples.settings()),
            metadata,
            inner,
            new OngoingFailure(telemetry, "the Lease can't be had", "the Lease can be had again"));

    private static final class FakeLock implements Lock {

        private final List<String> calls = new ArrayList<>();
        private Optional<Integer> refusal = Optional.empty();

        @Override
        public LeaderElectionRecord get(KubernetesClient client) {
            call("get");
            return RECORD;
        }

        @Override
        public void create(KubernetesClient client, LeaderElectionRecord record) {
            call("create");
        }

        @Override
        public void update(KubernetesClient client, LeaderElectionRecord record) {
            call("update");
        }

        private void call(String call) {
            calls.add(call);
            refusal.ifPresent(code -> {
                throw new KubernetesClientException("refused", code, null);
            });
        }

        @Override
        public String identity() {
            return "replica";
        }

        @Override
        public String describe() {
            return "the Lease";
        }
    }

    @AfterEach
    void close() {
        telemetry.close();
        unused.close();
    }

    @Test
    void theLeaseGoesWithOurDeployment() {
        cluster.put(Samples.deployment());

        lock.create(unused, RECORD);

        assertThat(inner.calls).containsExactly("create");
        assertThat(metadata.getOwnerReferences())
                .extracting(OwnerReference::getKind, OwnerReference::getName)
                .containsExactly(tuple("Deployment", Samples.DEPLOYMENT));
    }

    @Test
    void withoutADeploymentThereIsNoLease() {
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(() -> lock.create(unused, RECORD))
                .withMessageContaining("the Deployment bypass is not there");

        assertThat(inner.calls).isEmpty();
        assertThat(Samples.failures(telemetry)).isEqualTo(1);
    }

    @Test
    void aRefusalIsToldOnceUntilTheLeaseCanBeReadAgain() {
        inner.refusal = Optional.of(403);
        refused();
        refused();
        assertThat(Samples.failures(telemetry)).isEqualTo(1);

        inner.refusal = Optional.empty();
        assertThat(lock.get(unused)).isEqualTo(RECORD);
        inner.refusal = Optional.of(403);
        refused();

        assertThat(Samples.failures(telemetry)).isEqualTo(2);
    }

    @Test
    void thatSomebodyElseWasFasterIsNoFailure() {
        inner.refusal = Optional.of(409);

        refused();

        assertThat(Samples.failures(telemetry)).isZero();
    }

    private void refused() {
        assertThatExceptionOfType(KubernetesClientException.class).isThrownBy(() -> lock.update(unused, RECORD));
    }
}
