package dev.probebypass.cluster.watch;

import static dev.probebypass.cluster.watch.Objects.namespace;
import static dev.probebypass.cluster.watch.Objects.service;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.probebypass.meshes.RouteSources;
import dev.probebypass.objects.StoreLimits;
import dev.probebypass.objects.WatchedKind;
import dev.probebypass.pod.PodReader;
import dev.probebypass.routes.Route;
import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The ways into pods that other objects than Services say, in a cluster where their kinds come and go. */
class WatchedRoutesTest {

    private static final WatchedKind ENTRY =
            WatchedKind.namespaced("networking.istio.io", "v1beta1", "ServiceEntry", "serviceentries");
    private static final WatchedKind SLICE =
            WatchedKind.namespaced("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices");

    private static final StoreLimits LIMITS =
            new StoreLimits(new StoreLimits.Bound(4_000, 16_000), StoreLimits.Bound.NONE);

    private final TestingApiServer server = TestingApiServer.started();
    private final KubernetesClient admin = server.client();
    private final KubernetesClient client = server.impatientClient();
    private final RecordingListener listener = new RecordingListener();
    private final WatchedCluster cluster = WatchedCluster.of(
            client,
            new WatchSettings(
                    List.of(),
                    RouteSources.DEFAULT,
                    Duration.ofMillis(500),
                    Duration.ofMillis(20),
                    Duration.ofMillis(50),
                    Duration.ofMillis(20),
                    LIMITS),
            listener,
            InstantSource.system());

    @BeforeEach
    void create() {
        admin.resource(namespace("shop", Map.of(), Map.of())).create();
    }

    @AfterEach
    void close() {
        server.close();
        cluster.close();
        client.close();
        admin.close();
    }

    private void sync() {
        assertThat(cluster.start().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
    }

    private List<String> to(int port) {
        String pod = """
                {"apiVersion": "v1", "kind": "Pod",
                 "metadata": {"generateName": "web-", "namespace": "shop", "labels": {"app": "web"}}, "spec": {}}
                """;
        try (JsonParser json = new JsonFactory().createParser(pod)) {
            json.nextToken();
            return cluster
                    .snapshot("shop")
                    .routes()
                    .into(PodReader.read(json, _ -> true), _ -> true, _ -> false, false)
                    .to(port)
                    .stream()
                    .map(Route::describe)
                    .toList();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void createEntry(String name, int port) {
        create(ENTRY, """
                {"apiVersion": "networking.istio.io/v1beta1", "kind": "ServiceEntry",
                 "metadata": {"name": "%s", "namespace": "shop"},
                 "spec": {"workloadSelector": {"labels": {"app": "web"}}, "ports": [{"number": %d}]}}
                """.formatted(name, port));
    }

    private void create(WatchedKind kind, String json) {
        admin.raw("/apis/%s/namespaces/shop/%s".formatted(kind.apiVersion(), kind.plural()), "POST", json);
    }

    private WatchState state(String resource) {
        return cluster.states().stream()
                .filter(state -> state.resource().equals(resource))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsServedAtTheStartIsReadBeforeItIsSynced() {
        server.serve(ENTRY);
        createEntry("web", 8081);

        sync();

        assertThat(to(8081)).containsExactly("ServiceEntry web");
        assertThat(listener.lines()).contains("followed serviceentries.networking.istio.io: synced");
    }

    @Test
    void kindsThatAreNotServedCostNothingAndNothingIsWrongWithThem() {
        sync();

        assertThat(cluster.states())
                .extracting(WatchState::describe)
                .containsExactly(
                        "services: synced",
                        "namespaces: synced",
                        "configmaps: synced",
                        "endpointslices: synced",
                        "inferencepools: synced",
                        "rollouts.argoproj.io: synced",
                        "canaries.flagger.app: synced",
                        "serviceentries.networking.istio.io: synced",
                        "sidecars.networking.istio.io: synced",
                        "servicemonitors.monitoring.coreos.com: synced",
                        "podmonitors.monitoring.coreos.com: synced",
                        "validatingwebhookconfigurations: synced",
                        "mutatingwebhookconfigurations: synced",
                        "apiservices: synced");
        assertThat(server.requests()).noneMatch(path -> path.startsWith("/apis/"));
        assertThat(listener.lines()).noneMatch(line -> line.startsWith("lost"));
    }

    @Test
    void aKindThatComesIsFollowedAndOneThatGoesIsForgotten() {
        sync();
        List<String> order = cluster.states().stream().map(WatchState::resource).toList();

        createEntry("web", 8081);
        server.serve(ENTRY);
        Eventually.until("come", () -> to(8081).equals(List.of("ServiceEntry web")));
        assertThat(cluster.states()).extracting(WatchState::resource).isEqualTo(order);
        server.serve();
        Eventually.until("gone", () -> to(8081).isEmpty());

        assertThat(listener.lines()).containsOnlyOnce("ended serviceentries.networking.istio.io");
        assertThat(cluster.states()).allMatch(WatchState::synced);
        server.serve(ENTRY);
        Eventually.until("come again", () -> to(8081).equals(List.of("ServiceEntry web")));
    }

    @Test
    void whatIsNotSaidTakesNothingAway() {
        server.serve(ENTRY);
        createEntry("web", 8081);
        sync();

        server.document("/apis", "{}");
        long before = server.requestsFor("/apis");
        Eventually.until("asked some times", () -> server.requests().size() > before + 3);

        assertThat(to(8081)).containsExactly("ServiceEntry web");
        assertThat(state("serviceentries.networking.istio.io").synced()).isTrue();
    }

    @Test
    void withoutThePermissionItIsSyncedAndSaysSoOnce() {
        server.serve(ENTRY);
        server.answer("serviceentries", 403);

        sync();

        Eventually.until(
                "tried again", () -> state("serviceentries.networking.istio.io").failures() > 2);
        assertThat(listener.lines()).containsOnlyOnce("lost serviceentries.networking.istio.io: HTTP 403: told to");
        assertThat(cluster.unmet()).isEmpty();
        server.behave();
        createEntry("web", 8081);
        Eventually.until("permitted", () -> to(8081).equals(List.of("ServiceEntry web")));
    }

    @Test
    void whereNobodySaysWhatIsServedItIsSyncedAndSaysSoOnce() {
        server.answer("/apis", 403);

        sync();

        long before = server.requestsFor("/apis");
        Eventually.until("asked again", () -> server.requestsFor("/apis") > before + 2);
        assertThat(listener.lines())
                .filteredOn(line -> line.startsWith("lost"))
                .containsExactly(
                        "lost endpointslices, inferencepools, rollouts.argoproj.io, canaries.flagger.app,"
                                + " serviceentries.networking.istio.io, sidecars.networking.istio.io,"
                                + " servicemonitors.monitoring.coreos.com, podmonitors.monitoring.coreos.com,"
                                + " validatingwebhookconfigurations, mutatingwebhookconfigurations, apiservices: HTTP 403: told to");
        assertThat(state("sidecars.networking.istio.io").synced()).isFalse();
        server.behave();
        server.serve(ENTRY);
        createEntry("web", 8081);
        Eventually.until("answered", () -> to(8081).equals(List.of("ServiceEntry web")));
        Eventually.until("nothing wrong", () -> cluster.states().stream().allMatch(WatchState::synced));
    }

    @Test
    void anApiServerThatComesLateIsAskedAgainBeforeItIsSynced() {
        server.serve(ENTRY);
        createEntry("web", 8081);
        server.answer("/apis", 503);
        server.answer("/api/v1/namespaces", 503);
        var started = cluster.start().toCompletableFuture();
        Eventually.until("told", () -> !listener.linesAbout("endpointslices").isEmpty());
        assertThat(cluster.unmet()).isNotEmpty();

        server.behave();

        assertThat(started).succeedsWithin(Duration.ofSeconds(20));
        assertThat(to(8081)).containsExactly("ServiceEntry web");
    }

    @Test
    void endpointSlicesOfTheEndpointsControllerAreNotRead() {
        server.serve(SLICE);
        create(SLICE, slice("by-hand", "hand.example.com", 8081));
        create(SLICE, slice("by-controller", "endpointslice-controller.k8s.io", 8082));

        sync();

        assertThat(to(8081)).containsExactly("EndpointSlice by-hand names a pod of the same workload");
        assertThat(to(8082)).isEmpty();
        assertThat(server.requests())
                .filteredOn(path -> path.contains("/v1/endpointslices"))
                .isNotEmpty()
                .allMatch(path -> path.contains("labelSelector=endpointslice.kubernetes.io%2Fmanaged-by%21%3D"));
    }

    private static String slice(String name, String manager, int port) {
        return """
                {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
                 "metadata": {"name": "%s", "namespace": "shop", "labels":
                   {"kubernetes.io/service-name": "web", "endpointslice.kubernetes.io/managed-by": "%s"}},
                 "endpoints": [{"addresses": ["10.0.0.1"], "targetRef": {"kind": "Pod", "name": "web-0"}}],
                 "ports": [{"port": %d}]}
                """.formatted(name, manager, port);
    }

    @Test
    void whatWasTooMuchIsReadAnewWhenItFits() {
        server.serve(ENTRY);
        createEntry("web", 8081);
        for (int i = 0; i < 30; i++) {
            admin.resource(service("shop", "web-" + i, 8080)).create();
        }
        sync();
        assertThat(cluster.snapshot("shop").unseen()).isPresent();

        for (int i = 0; i < 30; i++) {
            admin.resource(service("shop", "web-" + i, 8080)).delete();
        }

        Eventually.until("whole", () -> cluster.snapshot("shop").unseen().isEmpty());
        Eventually.until("read anew", () -> to(8081).equals(List.of("ServiceEntry web")));
    }
}
