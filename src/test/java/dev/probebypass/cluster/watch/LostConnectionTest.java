package dev.probebypass.cluster.watch;

import static dev.probebypass.cluster.watch.Objects.MESH;
import static dev.probebypass.cluster.watch.Objects.namespace;
import static dev.probebypass.cluster.watch.Objects.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.cluster.Unseen;
import dev.probebypass.mesh.MeshSettings;
import dev.probebypass.mesh.istio.Istio;
import dev.probebypass.meshes.RouteSources;
import dev.probebypass.objects.StoreLimits;
import dev.probebypass.testing.Eventually;
import dev.probebypass.testing.SettableClock;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LostConnectionTest {

    private final TestingApiServer server = TestingApiServer.notStarted();
    private final KubernetesClient admin = server.client();
    private final KubernetesClient client = server.impatientClient();
    private final RecordingListener listener = new RecordingListener();
    private final SettableClock clock = new SettableClock();
    private final WatchedCluster cluster = WatchedCluster.of(
            client,
            new WatchSettings(
                    List.of(Map.entry(new Istio(), new MeshSettings(List.of(MESH), Map.of(), false))),
                    RouteSources.DEFAULT,
                    Duration.ofMillis(500),
                    Duration.ofMillis(20),
                    Duration.ofMillis(200),
                    Duration.ofMillis(20),
                    StoreLimits.NONE),
            listener,
            clock);

    @AfterEach
    void close() {
        server.close(); // first: the mock server may wait in vain for connections that the other side is closing
        cluster.close();
        client.close();
        admin.close();
    }

    private void startAndSync() {
        server.start();
        admin.resource(namespace("shop", Map.of("team", "a"), Map.of())).create();
        admin.resource(service("shop", "web", 8080)).create();
        assertThat(cluster.start().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
    }

    private boolean has(String service) {
        return cluster.snapshot("shop").routes().services().all().stream()
                .anyMatch(each -> each.name().equals(service));
    }

    private WatchState services() {
        return cluster.states().getFirst();
    }

    /** The mock server does not tell a watch what was deleted after the list that the watch continues. */
    private void comeBackWith(Runnable changes) {
        server.answer("/services?limit", 503);
        server.start();
        changes.run();
        server.behave();
    }

    /** Each look takes a second of the clock's. */
    private void letTimePassUntil(String what, BooleanSupplier condition) {
        Eventually.until(what, () -> {
            clock.advance(Duration.ofSeconds(1));
            return condition.getAsBoolean();
        });
    }

    @Test
    void waitsForAnApiServerThatIsNotThereYet() {
        var synced = cluster.start().toCompletableFuture();
        Eventually.until("tried more than once", () -> services().failures() > 2);
        assertThat(cluster.unmet())
                .containsExactlyInAnyOrder(
                        "services: connection refused " + server.url(),
                        "namespaces: connection refused " + server.url());
        assertThat(synced).isNotDone();

        server.start();

        assertThat(synced).succeedsWithin(Duration.ofSeconds(20));
        assertThat(cluster.unmet()).isEmpty();
        assertThat(listener.linesAbout("services"))
                .containsExactly("lost services: connection refused " + server.url(), "followed services: synced");
    }

    @Test
    void tellsEachOfTwoReasonsThatTakeTurnsOnce() {
        AtomicInteger asked = new AtomicInteger();
        server.answer("/services?limit", _ -> TestingApiServer.status(asked.getAndIncrement() % 2 == 0 ? 503 : 403));
        server.start();
        cluster.start();

        Eventually.until("tried over and over", () -> services().failures() > 20);

        assertThat(listener.linesAbout("services"))
                .containsExactly("lost services: HTTP 503: told to", "lost services: HTTP 403: told to");
    }

    @Test
    void keepsAnsweringWhileTheApiServerIsGone() {
        startAndSync();

        server.stop();

        letTimePassUntil("noticed", () -> cluster.states().stream().noneMatch(WatchState::synced));
        assertThat(services().lastError()).contains("connection refused " + server.url());
        assertThat(services().sinceLastContact()).isGreaterThan(ResourceWatch.GONE);
        assertThat(cluster.isSynced()).isTrue();
        assertThat(cluster.unmet()).isEmpty();
        assertThat(has("web")).isTrue();
        assertThat(cluster.snapshot("shop").namespaceLabels()).containsEntry("team", "a");
    }

    @Test
    void catchesUpWhenTheApiServerIsBack() {
        startAndSync();
        server.stop();
        letTimePassUntil("noticed", () -> !services().synced());

        comeBackWith(() -> {
            admin.resource(service("shop", "web", 8080)).delete();
            admin.resource(service("shop", "api", 8080)).create();
        });

        Eventually.until("caught up", () -> has("api") && !has("web"));
        Eventually.until("says so", () -> cluster.states().stream().allMatch(WatchState::synced));
        assertThat(listener.linesAbout("services"))
                .startsWith("followed services: synced", "lost services: connection refused " + server.url())
                .endsWith("followed services: synced");
    }

    @Test
    void saysNothingOfAWatchThatTheServerClosedAsARoutine() {
        server.answer(SERVICES_WATCH, _ -> watch(socket -> socket.close(NORMAL_CLOSURE, "")));
        startAndSync();
        Eventually.until("watches over and over", () -> server.requestsFor(SERVICES_WATCH) > 3);
        server.behave();

        admin.resource(service("shop", "api", 8080)).create();

        Eventually.until("watches again", () -> has("api"));
        assertThat(listener.linesAbout("services")).containsExactly("followed services: synced");
    }

    @Test
    void readsAnewWhenTheVersionIsTooOld() {
        server.answer(SERVICES_WATCH, _ -> watch(socket -> socket.send(GONE_EVENT)));
        server.start();
        var synced = cluster.start().toCompletableFuture();
        assertThat(synced).succeedsWithin(Duration.ofSeconds(20));

        admin.resource(service("shop", "web", 8080)).create();

        Eventually.until("listed again", () -> has("web"));
    }

    @Test
    void readsAnewWhenAWatchIsRefusedForLong() {
        startAndSync();
        admin.resource(service("shop", "first", 8080)).create();
        Eventually.until("the watch has said something: it is not taken for one of an old version", () -> has("first"));
        server.answer(SERVICES_WATCH, 410);
        server.stop();
        server.start();
        admin.resource(service("shop", "api", 8080)).create();
        Eventually.until("refused", () -> server.requestsFor(SERVICES_WATCH) > 3);
        assertThat(has("api")).isFalse();

        letTimePassUntil("listed again", () -> has("api"));
        Eventually.until("says so", () -> services().lastError().equals(Optional.of("HTTP 410: Gone")));
    }

    @Test
    void survivesAPermissionThatIsTakenAwayForAWhile() {
        startAndSync();
        server.answer("/services", 401);
        server.answer("/namespaces", 403);
        server.stop();
        server.start();
        letTimePassUntil("refused", () -> services().failures() > 3);
        assertThat(has("web")).isTrue();

        server.behave();
        admin.resource(service("shop", "api", 8080)).create();

        Eventually.until("follows again", () -> has("api"));
        letTimePassUntil("says so", () -> cluster.states().stream().allMatch(WatchState::synced));
        assertThat(listener.linesAbout("services"))
                .startsWith("followed services: synced")
                .contains("lost services: HTTP 401: told to")
                .endsWith("followed services: synced");
    }

    @Test
    void countsEachPortAsAnApplicationPortWhileServicesMayNotBeRead() {
        startAndSync();
        server.answer("/services", 403);
        server.stop();
        server.start();

        letTimePassUntil(
                "unseen", () -> cluster.snapshot("shop").unseen().equals(Optional.of(Unseen.SERVICES_UNREADABLE)));
        assertThat(cluster.isServicesLost()).isTrue();
        assertThat(listener.lines()).containsOnlyOnce("blind to Services: HTTP 403: told to");

        server.behave();
        letTimePassUntil("seen", () -> cluster.snapshot("shop").unseen().isEmpty());
        assertThat(cluster.isServicesLost()).isFalse();
        assertThat(listener.lines()).containsOnlyOnce("sees Services");
    }

    @Test
    void countsEachPortAsAnApplicationPortWhenServicesAreNotReadForLong() {
        startAndSync();
        server.answer("/services", 503);
        server.stop();
        server.start();
        letTimePassUntil("lost", () -> !services().synced());
        letTimePassUntil("others are followed", () -> cluster.states().get(1).synced());
        assertThat(cluster.isServicesLost()).isFalse();

        Eventually.until("unseen", () -> {
            clock.advance(Duration.ofSeconds(30));
            return cluster.isServicesLost();
        });

        assertThat(cluster.snapshot("shop").unseen()).contains(Unseen.SERVICES_UNREADABLE);
    }

    /** Where nothing answers nothing can have come. */
    @Test
    void reliesOnWhatItReadLastWhileNothingAnswers() {
        startAndSync();
        server.stop();
        letTimePassUntil("noticed", () -> cluster.states().stream().noneMatch(WatchState::synced));

        clock.advance(Duration.ofHours(1));
        long tried = services().failures();
        letTimePassUntil("looked again", () -> services().failures() > tried + 2);

        assertThat(cluster.isServicesLost()).isFalse();
        assertThat(cluster.snapshot("shop").unseen()).isEmpty();
    }

    @Test
    void noticesAServiceDeletedWhileItWasNotWatching() {
        startAndSync();
        admin.resource(service("shop", "api", 8080)).create();
        Eventually.until("there", () -> has("api"));
        server.stop();
        letTimePassUntil("noticed", () -> !services().synced());

        comeBackWith(() -> admin.resource(service("shop", "api", 8080)).delete());

        Eventually.until("gone", () -> !has("api"));
        assertThat(cluster.snapshot("shop").routes().services().all()).hasSize(1);
        assertThat(List.of("web")).allMatch(this::has);
    }

    private static final String GONE_EVENT =
            "{\"type\":\"ERROR\",\"object\":{\"kind\":\"Status\",\"apiVersion\":\"v1\","
                    + "\"status\":\"Failure\",\"reason\":\"Expired\",\"message\":\"too old resource version\",\"code\":410}}";

    /** RFC 6455, section 7.4.1. */
    private static final int NORMAL_CLOSURE = 1000;

    private static final String SERVICES_WATCH = "/services?allowWatchBookmarks";

    private static MockResponse watch(Consumer<WebSocket> opened) {
        return new MockResponse().withWebSocketUpgrade(new WebSocketListener() {
            @Override
            public void onOpen(WebSocket socket, Response response) {
                opened.accept(socket);
            }
        });
    }
}
