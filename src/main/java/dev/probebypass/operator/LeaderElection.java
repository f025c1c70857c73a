package dev.probebypass.operator;

import io.fabric8.kubernetes.client.extended.leaderelection.LeaderCallbacks;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElectionConfig;
import io.fabric8.kubernetes.client.extended.leaderelection.LeaderElector;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the Lease while it can, and tries again when it could not. An election of the library's ends when the Lease is lost;
 * another one is begun then, so that losing it is no reason to end the process, which has reviews to answer.
 */
final class LeaderElection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderElection.class);

    private static final Duration LEASE = Duration.ofSeconds(15);
    private static final Duration RENEW_DEADLINE = Duration.ofSeconds(10);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final ExecutorService thread = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("leader-election-", 0).factory());
    private final OperatorClient cluster;
    private final Role role;
    private final FailureLog complaints;
    private @Nullable CompletableFuture<?> election;
    private Duration pause = Duration.ZERO;
    private boolean closed;

    private LeaderElection(OperatorClient cluster, Role role, FailureLog complaints) {
        this.cluster = cluster;
        this.role = role;
        this.complaints = complaints;
    }

    /** What the leader does. Neither method may block: the Lease is renewed by the same thread. */
    interface Role {
        void begin();

        void end();
    }

    static LeaderElection seek(OperatorClient cluster, Role role, FailureLog complaints) {
        LeaderElection leadership = new LeaderElection(cluster, role, complaints);
        leadership.campaign();
        return leadership;
    }

    private synchronized void campaign() {
        if (closed) {
            return;
        }
        CompletableFuture<?> begun = new LeaderElector(cluster.client(), configuration(), thread).start();
        election = begun;
        var _ = begun.whenComplete((_, _) -> campaignAgain());
    }

    private synchronized void campaignAgain() {
        if (!closed) {
            CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, thread)
                    .execute(this::campaign);
            pause = Duration.ZERO;
        }
    }

    /** Gives the Lease back and leaves it to others for a while, then stands again. */
    void handOver() {
        CompletableFuture<?> last;
        synchronized (this) {
            pause = Handover.PAUSE;
            last = election;
        }
        if (last != null) {
            last.cancel(true);
        }
    }

    private LeaderElectionConfig configuration() {
        return new LeaderElectionConfig(
                OwnedLeaseLock.of(cluster, complaints),
                LEASE,
                RENEW_DEADLINE,
                RETRY,
                new LeaderCallbacks(this::begin, this::end, _ -> {}),
                true,
                OperatorSettings.US);
    }

    private void begin() {
        LOG.info("Leading as {}", cluster.settings().identity());
        role.begin();
    }

    private void end() {
        LOG.info("Not leading any more");
        role.end();
    }

    /** Gives the Lease back, so that another can take it at once. */
    @Override
    public void close() {
        CompletableFuture<?> last;
        synchronized (this) {
            closed = true;
            last = election;
        }
        if (last != null) {
            last.cancel(true);
        }
        thread.shutdown();
    }
}
