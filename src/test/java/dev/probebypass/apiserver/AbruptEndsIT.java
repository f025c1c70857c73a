package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Replicas that end without notice while several callers call without a pause. A connection carries one call at a time, and none
 * after one that failed: so no more calls are lost than the API server had connections to the replica that ended.
 */
@ExtendWith(SharedControlPlane.class)
final class AbruptEndsIT {

    private static final int CALLERS = 8;
    private static final int TIMES = Math.max(2, Calls.WANTED / 1000);

    /** Longer than the API server waits for an answer. */
    private static final Duration STALL = Duration.ofSeconds(5);

    private final ManagedInstallation installation;
    private final AtomicInteger connections = new AtomicInteger();

    AbruptEndsIT(ControlPlane controlPlane) {
        this.installation = ManagedInstallation.in(controlPlane);
    }

    @AfterEach
    void uninstall() {
        installation.close();
    }

    @Test
    void killed() {
        Calls calls = lose(Product::kill, "kill -9");

        assertThat(calls.failed()).isLessThanOrEqualTo(connections.get());
    }

    /** Nobody closes its connections, and it goes on accepting them. */
    @Test
    void stalled() {
        Calls calls = lose(
                replica -> {
                    replica.stall();
                    LockSupport.parkNanos(STALL.toNanos());
                    replica.kill();
                },
                "SIGSTOP, and kill -9 after %d s".formatted(STALL.toSeconds()));

        assertThat(calls.failed()).isLessThanOrEqualTo(connections.get());
    }

    private interface End {
        void of(Product replica);
    }

    private Calls lose(End end, String how) {
        Deque<Product> replicas = new ArrayDeque<>(List.of(start(), start()));
        installation.awaitAnswers();
        try (Repeated loss = new Repeated(() -> lose(replicas, end))) {
            Calls calls = Calls.atOnce(
                    CALLERS,
                    () -> Calls.restless(Calls.WANTED / CALLERS, () -> loss.times() >= TIMES, installation::answers));

            loss.end();
            System.out.printf("%s: %d times, %d connections%n", how, loss.times(), connections.get());
            return calls.of("%s of one of two, %d times, %d callers".formatted(how, loss.times(), CALLERS));
        }
    }

    private void lose(Deque<Product> replicas, End end) {
        Product lost = replicas.remove();
        Balancer.Connections before = installation.connectionsTo(lost);
        end.of(lost);
        replicas.add(start());
        int opened = installation.connectionsTo(lost).opened() - before.opened();
        connections.addAndGet(before.standing() + opened);
    }

    private Product start() {
        return installation.launch("--drain-delay=1s").awaitReady();
    }
}
