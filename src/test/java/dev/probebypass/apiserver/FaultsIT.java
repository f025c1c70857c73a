package dev.probebypass.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Replicas that come and go, and an API server that does, under a load that tolerates no failure. */
@ExtendWith(SharedControlPlane.class)
final class FaultsIT {

    private static final Duration EACH = Duration.ofMillis(10);
    private static final int CALLERS = 8;

    private final ControlPlane controlPlane;
    private final ManagedInstallation installation;
    private final AtomicInteger unreached = new AtomicInteger();

    FaultsIT(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
        this.installation = ManagedInstallation.in(controlPlane);
    }

    @AfterEach
    void uninstall() {
        installation.close();
    }

    @Test
    void rollingUpdate() {
        Deque<Product> replicas = new ArrayDeque<>(List.of(start(), start()));
        Repeated rollout = new Repeated(() -> {
            replicas.add(installation.launch("--drain-delay=1s").awaitReady());
            replicas.remove().stop();
        });

        Calls calls = Calls.wanted(EACH, () -> rollout.times() >= 3, installation::answers);

        rollout.end();
        System.out.printf("rolling update: %d replicas replaced%n", rollout.times());
        assertThat(calls.of("rolling update").failed()).isZero();
    }

    @Test
    void scaleDown() {
        List<Product> replicas = List.of(start(), start(), start());
        CompletableFuture<Void> down = CompletableFuture.runAsync(() -> {
            replicas.getFirst().stop();
            replicas.get(1).stop();
        });

        Calls calls = Calls.wanted(EACH, down::isDone, installation::answers);

        down.join();
        assertThat(calls.of("scale down from three to one").failed()).isZero();
    }

    /** Many calls are on their way whenever one of the two is told to stop. */
    @Test
    void terminationUnderLoad() {
        Deque<Product> replicas = new ArrayDeque<>(List.of(start(), start()));
        Repeated restart = new Repeated(() -> {
            replicas.remove().stop();
            replicas.add(installation.launch("--drain-delay=1s").awaitReady());
        });

        Calls calls = Calls.atOnce(
                CALLERS,
                () -> Calls.spread(Calls.WANTED / CALLERS, EACH.multipliedBy(Calls.WANTED), installation::answers));

        restart.end();
        System.out.printf("SIGTERM under load: %d times%n", restart.times());
        assertThat(restart.times()).isPositive();
        assertThat(calls.of("SIGTERM under load, 8 callers").failed()).isZero();
    }

    /** Calls that find no API server, or one that is not ready itself, do not count. */
    @Test
    void restartOfTheApiServer() {
        List<Product> replicas = List.of(start(), start());
        CompletableFuture<Void> restarted = CompletableFuture.runAsync(() -> {
            try (Outage outage = Outage.of(controlPlane)) {
                outage.end();
            }
        });

        Calls calls = Calls.wanted(EACH, restarted::isDone, this::answersIfThere);

        restarted.join();
        assertThat(unreached).hasPositiveValue();
        assertThat(calls.without(unreached.get()).of("API server restarted").failed())
                .isZero();
        assertThat(replicas).allMatch(replica -> replica.readiness().status() == 200);
    }

    private boolean answersIfThere() {
        try {
            if (installation.answers()) {
                return true;
            }
            boolean isReady = controlPlane.api().get("/readyz").status() == 200;
            if (!isReady) {
                unreached.incrementAndGet();
            }
            return !isReady;
        } catch (UncheckedIOException away) {
            unreached.incrementAndGet();
            return true;
        }
    }

    private Product start() {
        return installation.start("--drain-delay=1s");
    }
}
