package dev.probebypass.operator;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import io.fabric8.kubernetes.client.extended.leaderelection.resourcelock.Lock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An elector by fabric8: whoever holds the Lease leads. */
final class LeaseElector implements LeaderElection.Elector, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseElector.class);

    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("leader-election-", 0).factory());
    private final KubernetesClient client;
    private final Lock lock;
    private final Role role;

    LeaseElector(KubernetesClient client, Lock lock, Role role) {
        this.client = client;
        this.lock = lock;
        this.role = role;
    }

    /** The role of the leader. Neither method may block: the Lease is renewed by the same thread. */
    interface Role {

        void begin();

        void end();
    }

    @Override
    public CompletableFuture<?> campaign() {
        LeaderCallbacks callbacks = new LeaderCallbacks(this::begin, this::end, _ -> {});
        return new LeaderElector(
                        client,
                        new LeaderElectionConfig(
                                lock, LEASE, RENEW_DEADLINE, RETRY, callbacks, true, OperatorSettings.FIELD_MANAGER),
                        threads)
                .start();
    }

    private void begin() {
        LOG.info("Leading as {}", lock.identity());
        role.begin();
    }

    private void end() {
        LOG.info("Not leading any more");
        role.end();
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
