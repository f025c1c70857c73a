package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.LeaderElectionRecord;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeaseElectorTest {

    private final KubernetesClient unused = new KubernetesClientBuilder().build();
    private final FakeLock lock = new FakeLock();
    private final List<String> role = new CopyOnWriteArrayList<>();
    private final LeaseElector elector = new LeaseElector(unused, lock, new LeaseElector.Role() {
        @Override
        public void begin() {
            role.add("begin");
        }

        @Override
        public void end() {
            role.add("end");
        }
    });

    /** A Lease in memory. */
    private static final class FakeLock implements Lock {

        private final List<String> holders = new CopyOnWriteArrayList<>();
        private volatile @Nullable LeaderElectionRecord held;
        private volatile boolean isRefused;

        @Override
        public @Nullable LeaderElectionRecord get(KubernetesClient client) {
            if (isRefused) {
                holders.add("refused");
                throw new KubernetesClientException("told to");
            }
            return held;
        }

        @Override
        public void create(KubernetesClient client, LeaderElectionRecord record) {
            update(client, record);
        }

        @Override
        public void update(KubernetesClient client, LeaderElectionRecord record) {
            held = record;
            holders.add(String.valueOf(record.getHolderIdentity()));
        }

        @Override
        public String identity() {
            return "replica";
        }

        @Override
        public String describe() {
            return "a lease in memory";
        }
    }

    @AfterEach
    void close() {
        elector.close();
        unused.close();
    }

    @Test
    void leadsWithTheLeaseAndGivesItBackWhenItIsCancelled() {
        CompletableFuture<?> election = elector.campaign();
        Eventually.until("leads", () -> role.contains("begin"));
        assertThat(lock.holders).startsWith("replica");

        election.cancel(true);

        Eventually.until("gives the Lease back", () -> !"replica".equals(lock.holders.getLast()));
        Eventually.until("leads no more", () -> role.equals(List.of("begin", "end")));
    }

    @Test
    void doesNotLeadWhileTheLeaseCanNotBeHad() {
        lock.isRefused = true;
        CompletableFuture<?> election = elector.campaign();
        Eventually.until("asked", () -> lock.holders.contains("refused"));
        assertThat(role).isEmpty();

        lock.isRefused = false;

        Eventually.until("leads", () -> role.contains("begin"));
        election.cancel(true);
    }
}
