package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One of two servers ends without notice while pods are created. Whoever creates them loses the call that the server was answering,
 * then half of the new connections that are tried while the server is still one of the Service's endpoints, until one leads to the
 * other server; that one is kept.
 */
@Order(11)
@ExtendWith(SharedCluster.class)
final class AbruptEndsClusterIT {

    private static final int TIMES = 3;

    /** Ten for each who creates: with the chances above more come once in a million times. */
    private static final int MANY = 10 * Creations.CREATORS;

    /** For every creator to have connections. */
    private static final Duration BEFORE = Duration.ofSeconds(2);

    /** How long Kubernetes waits for a node that says nothing before it takes the node's pods for unready. */
    private static final Duration GRACE = Duration.ofSeconds(50);

    /** Longer than calls wait for an answer. */
    private static final Duration AFTER = Duration.ofSeconds(10);

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final Node node;

    AbruptEndsClusterIT(Cluster cluster) {
        this.node = Node.find(System.getenv());
        this.cluster = cluster;
    }

    @BeforeEach
    void theWebhookIsThere() {
        cluster.withTheWebhook();
        if (servers().stream().anyMatch(server -> status(server).getRestartCount() > 0)) {
            cluster.webhook().restart();
        }
    }

    @Test
    void aServerIsKilled() {
        loses("kill -9", this::kill);
    }

    @Test
    void aServerHasNoMemory() {
        loses("out of memory", this::exhaust);
    }

    @Test
    void aServerHasNoNetwork() {
        loses("no network", this::cutOff);
    }

    @Tag("nightly")
    @RepeatedTest(TIMES)
    void aServerIsKilledAgain() {
        loses("kill -9", this::kill);
    }

    @Tag("nightly")
    @RepeatedTest(TIMES)
    void aServerHasNoMemoryAgain() {
        loses("out of memory", this::exhaust);
    }

    @Tag("nightly")
    @RepeatedTest(TIMES)
    void aServerHasNoNetworkAgain() {
        loses("no network", this::cutOff);
    }

    /** There is one node, which can't be lost: so a server of it looks as one of a lost node would. */
    @Tag("nightly")
    @RepeatedTest(TIMES)
    void aServersNodeIsLost() {
        loses("node lost", this::lose);
    }

    private void loses(String how, Consumer<Pod> end) {
        try (TestNamespace namespace = cluster.strictNamespace()) {
            Creations creations = Creations.during(
                            () -> {
                                Wait.of(BEFORE);
                                end.accept(servers().getFirst());
                                cluster.webhook().awaitRollout();
                            },
                            namespace)
                    .of("one of two: " + how);

            assertThat(creations.missedAfterwards()).isEmpty();
            assertThat(creations.missed()).hasSizeLessThanOrEqualTo(MANY);
        }
    }

    private void kill(Pod server) {
        node.kill(server);
        awaitRestart(server);
    }

    private void exhaust(Pod server) {
        node.exhaust(server);
        awaitRestart(server);
        assertThat(status(seen(server)).getLastState().getTerminated().getReason())
                .isEqualTo("OOMKilled");
    }

    private void cutOff(Pod server) {
        node.cutOff(server);
        awaitUnready(server);
        Wait.of(AFTER);
        node.reconnect(server);
    }

    private void lose(Pod server) {
        node.cutOffUnnoticed(server);
        Wait.of(GRACE);
        assertThat(status(seen(server)).getReady()).isTrue();
        node.cutOff(server);
        awaitUnready(server);
        Wait.of(AFTER);
        node.reconnect(server);
    }

    private void awaitRestart(Pod server) {
        Eventually.holds("the kubelet is to start the server again", LIMIT, () -> {
            ContainerStatus now = status(seen(server));
            return now.getRestartCount() > status(server).getRestartCount() && now.getReady();
        });
    }

    private void awaitUnready(Pod server) {
        Eventually.holds(
                "the kubelet is to miss the server",
                LIMIT,
                () -> !status(seen(server)).getReady());
    }

    private Pod seen(Pod server) {
        return cluster.client().resource(server).get();
    }

    private List<Pod> servers() {
        return cluster.webhook().pods();
    }

    private static ContainerStatus status(Pod server) {
        return server.getStatus().getContainerStatuses().getFirst();
    }
}
