package dev.probebypass.cluster.watch;

import static dev.probebypass.cluster.watch.Objects.MESH;
import static dev.probebypass.cluster.watch.Objects.excluding;
import static dev.probebypass.cluster.watch.Objects.injector;
import static dev.probebypass.cluster.watch.Objects.istiod;
import static dev.probebypass.cluster.watch.Objects.namespace;
import static dev.probebypass.cluster.watch.Objects.service;
import static dev.probebypass.cluster.watch.Objects.tag;
import static dev.probebypass.cluster.watch.Objects.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.cluster.Unseen;
import dev.probebypass.mesh.Certainty;
import dev.probebypass.mesh.MeshSettings;
import dev.probebypass.mesh.istio.Istio;
import dev.probebypass.mesh.istio.IstioSight;
import dev.probebypass.mesh.istio.IstioValues;
import dev.probebypass.mesh.istio.TestMeshes;
import dev.probebypass.meshes.RouteSources;
import dev.probebypass.objects.StoreLimits;
import dev.probebypass.routes.Service;
import dev.probebypass.testing.Eventually;
import dev.probebypass.testing.SettableClock;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.MutatingWebhookConfigurationBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchedClusterTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A few ordinary Services, and no more than 1 KiB of one Namespace. */
    private static final StoreLimits LIMITS =
            new StoreLimits(new StoreLimits.Bound(2_000, 8_000), new StoreLimits.Bound(1_000, 10_000));

    private static final Duration NEVER = Duration.ofHours(1);

    /** Whatever takes as long would never end. */
    private static final Duration HANGS = Duration.ofMinutes(1);

    private final TestingApiServer server = TestingApiServer.started();
    private final KubernetesClient admin = server.client();
    private final KubernetesClient client = server.impatientClient();
    private final RecordingListener listener = new RecordingListener();
    private final SettableClock clock = new SettableClock();
    private final WatchedCluster cluster = cluster(client, Duration.ofMillis(500));

    private WatchedCluster cluster(KubernetesClient client, Duration namespaceTimeout) {
        return WatchedCluster.of(
                client,
                new WatchSettings(
                        List.of(Map.entry(new Istio(), new MeshSettings(List.of(MESH), Map.of(), false))),
                        RouteSources.DEFAULT,
                        namespaceTimeout,
                        Duration.ofMillis(20),
                        Duration.ofMillis(200),
                        Duration.ofMillis(20),
                        LIMITS),
                listener,
                clock);
    }

    @BeforeEach
    void create() {
        admin.resource(namespace("shop", Map.of("istio-injection", "enabled"), Map.of()))
                .create();
    }

    @AfterEach
    void close() {
        server.close(); // first: the mock server may wait in vain for connections that the other side is closing
        cluster.close();
        client.close();
        admin.close();
    }

    private void sync() {
        assertThat(cluster.start().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
    }

    private List<String> services(String namespace) {
        return cluster.snapshot(namespace).routes().services().all().stream()
                .map(Service::name)
                .toList();
    }

    private String excludedByDefault() {
        return excluded("default");
    }

    private String excluded(String revision) {
        return TestMeshes.istio(cluster.meshes())
                .sight(revision)
                .values()
                .map(IstioValues::excludeInboundPorts)
                .orElse("unseen");
    }

    @Test
    void answersFromMemoryOnceSynced() {
        admin.resource(service("shop", "web", 8080)).create();

        sync();

        server.stop();
        assertThat(cluster.isSynced()).isTrue();
        assertThat(cluster.unmet()).isEmpty();
        assertThat(services("shop")).containsExactly("web");
        assertThat(cluster.snapshot("shop").namespaceLabels()).containsEntry("istio-injection", "enabled");
    }

    @Test
    void isNotSyncedBeforeItIsStarted() {
        assertThat(cluster.isSynced()).isFalse();
        assertThat(cluster.unmet()).contains("services: not read yet", "namespaces: not read yet");
    }

    @Test
    void followsServices() {
        admin.resource(service("shop", "web", 8080)).create();
        sync();

        admin.resource(service("shop", "api", 8081)).create();
        Eventually.until("added, by name", () -> services("shop").equals(List.of("api", "web")));

        admin.resource(service("shop", "web", 9090)).update();
        Eventually.until(
                "changed",
                () -> cluster.snapshot("shop").routes().services().all().stream()
                        .anyMatch(web ->
                                web.ports().getFirst().target().toString().equals("9090")));

        admin.resource(service("shop", "web", 9090)).delete();
        Eventually.until("deleted", () -> services("shop").equals(List.of("api")));
        assertThat(services("other")).isEmpty();
    }

    @Test
    void whatIsLaidOverTheClusterStaysWhateverTheClusterSays() {
        admin.resource(service("shop", "web", 8080)).create();
        sync();

        cluster.overlay(List.of(
                JSON.valueToTree(service("shop", "web", 9090)),
                JSON.valueToTree(namespace("shop", Map.of("team", "a"), Map.of()))));
        admin.resource(service("shop", "web", 7070)).update();
        admin.resource(namespace("shop", Map.of("team", "b"), Map.of())).update();
        admin.resource(service("shop", "api", 8081)).create();
        Eventually.until("what comes later", () -> services("shop").equals(List.of("api", "web")));

        assertThat(cluster.snapshot("shop")
                        .routes()
                        .services()
                        .named("web")
                        .orElseThrow()
                        .ports())
                .extracting(port -> port.target().toString())
                .containsExactly("9090");
        assertThat(cluster.snapshot("shop").namespaceLabels())
                .containsEntry("team", "a")
                .containsEntry("istio-injection", "enabled");
    }

    @Test
    void readsAConfigurationOfWebhooksWhole() {
        admin.resource(new MutatingWebhookConfigurationBuilder(webhook("ours", "canary"))
                        .addNewWebhook()
                        .withNewNamespaceSelector()
                        .addToMatchLabels("team", "a")
                        .endNamespaceSelector()
                        .endWebhook()
                        .build())
                .create();

        assertThat(cluster.webhookConfiguration("ours")
                        .orElseThrow()
                        .at("/webhooks/0/namespaceSelector/matchLabels/team")
                        .asText())
                .isEqualTo("a");
        assertThat(cluster.webhookConfiguration("others")).isEmpty();
        server.stop();
        assertThat(cluster.webhookConfiguration("ours")).isEmpty();
    }

    @Test
    void aNamespaceWithMoreServicesThanAreKeptIsUnseenUntilTheyFitAgain() {
        for (int i = 0; i < 7; i++) {
            admin.resource(service("tenant", "web-" + i, 8080)).create();
        }
        admin.resource(service("shop", "web", 8080)).create();
        sync();

        assertThat(cluster.snapshot("tenant").unseen()).contains(Unseen.SERVICES_TOO_LARGE);
        assertThat(services("tenant")).isEmpty();
        assertThat(cluster.snapshot("shop").unseen()).isEmpty();
        assertThat(services("shop")).containsExactly("web");
        assertThat(listener.lines()).containsOnlyOnce("dropped Service of tenant");

        for (int i = 2; i < 7; i++) {
            admin.resource(service("tenant", "web-" + i, 8080)).delete();
        }

        Eventually.until(
                "known again", () -> cluster.snapshot("tenant").unseen().isEmpty());
        assertThat(services("tenant")).containsExactly("web-0", "web-1");
        untilItsDeletionIsHeard("web-1");
        assertThat(services("tenant")).containsExactly("web-0");
        assertThat(listener.lines()).containsOnlyOnce("readmitted Service of tenant");
    }

    /** So many that their names are forgotten too: none is missed before all have been listed. */
    @Test
    void aNamespaceWithMoreServicesThanAreNamedIsUnseenUntilTheyAreListedAnew() {
        for (int i = 0; i < 30; i++) {
            admin.resource(service("tenant", "web-" + i, 8080)).create();
        }
        sync();
        for (int i = 1; i < 30; i++) {
            admin.resource(service("tenant", "web-" + i, 8080)).delete();
        }
        assertThat(cluster.snapshot("tenant").unseen()).contains(Unseen.SERVICES_TOO_LARGE);

        clock.advance(Duration.ofMinutes(1));

        Eventually.until(
                "known again", () -> cluster.snapshot("tenant").unseen().isEmpty());
        assertThat(services("tenant")).containsExactly("web-0");
        untilItsDeletionIsHeard("web-0");
        assertThat(services("tenant")).isEmpty();
    }

    /** Again and again: this server tells a new watch nothing of what came between its list and itself. */
    private void untilItsDeletionIsHeard(String name) {
        Eventually.until("followed again", () -> {
            boolean isHeard = !services("tenant").contains(name);
            if (!isHeard) {
                admin.resource(service("tenant", name, 8080)).createOr(NonDeletingOperation::update);
                admin.resource(service("tenant", name, 8080)).delete();
            }
            return isHeard;
        });
    }

    @Test
    void ofANamespaceThatIsTooLargeOnlyTheEssenceIsKept() {
        admin.resource(namespace(
                        "tenant",
                        Map.of("istio-injection", "enabled"),
                        Map.of("probe-bypass.dev/mode", "audit", "probe-bypass.dev/a", "a".repeat(1_000))))
                .create();
        sync();

        assertThat(cluster.snapshot("tenant").unseen()).contains(Unseen.NAMESPACE_TOO_LARGE);
        assertThat(cluster.snapshot("tenant").namespaceAnnotations()).isEmpty();
        assertThat(cluster.snapshot("tenant").namespaceLabels()).containsEntry("istio-injection", "enabled");
        assertThat(server.requestsFor("namespaces/tenant"))
                .as("it is not looked up")
                .isZero();

        admin.resource(namespace("tenant", Map.of(), Map.of("probe-bypass.dev/mode", "audit")))
                .update();

        Eventually.until(
                "known again", () -> cluster.snapshot("tenant").unseen().isEmpty());
        assertThat(cluster.snapshot("tenant").namespaceAnnotations()).containsEntry("probe-bypass.dev/mode", "audit");
    }

    @Test
    void leavesOutServicesThatLeadNowhere() {
        admin.resource(new ServiceBuilder(service("shop", "elsewhere", 8080))
                        .editSpec()
                        .withType("ExternalName")
                        .withExternalName("example.com")
                        .endSpec()
                        .build())
                .create();
        admin.resource(service("shop", "here", 8080)).create();

        sync();

        assertThat(services("shop")).containsExactly("here");
    }

    @Test
    void followsNamespaces() {
        sync();

        admin.resource(namespace("shop", Map.of("probe-bypass.dev/enabled", "false"), Map.of()))
                .update();
        Eventually.until(
                "relabelled", () -> cluster.snapshot("shop").namespaceLabels().containsKey("probe-bypass.dev/enabled"));

        admin.resource(namespace("shop", Map.of(), Map.of())).delete();
        Eventually.until("deleted", () -> cluster.snapshot("shop").namespace().isEmpty());
    }

    @Test
    void keepsOnlyOurAnnotationsOfANamespace() {
        admin.resource(namespace(
                        "team", Map.of(), Map.of("probe-bypass.dev/mode", "audit", "example.com/notes", "long ones")))
                .create();

        sync();

        assertThat(cluster.snapshot("team").namespaceAnnotations())
                .containsExactly(Map.entry("probe-bypass.dev/mode", "audit"));
    }

    @Test
    void followsTheInjectorsConfigMap() {
        admin.resource(injector("", excluding(1111))).create();
        sync();
        assertThat(excludedByDefault()).isEqualTo("1111");

        admin.resource(injector("", excluding(2222))).update();
        Eventually.until("changed", () -> excludedByDefault().equals("2222"));

        admin.resource(injector("", excluding(2222))).delete();
        Eventually.until("deleted", () -> excludedByDefault().equals("unseen"));
    }

    @Test
    void countsUnreadableValuesAsAbsentAndSaysSoOnce() {
        admin.resource(injector("", "{not json")).create();
        sync();
        admin.resource(injector("", "{still not")).update();

        admin.resource(injector("", excluding(1111))).update();
        Eventually.until("readable again", () -> excludedByDefault().equals("1111"));

        assertThat(listener.lines())
                .filteredOn(line -> line.startsWith("unreadable"))
                .containsExactly(
                        "unreadable configmaps istio-system/istio-sidecar-injector: key \"values\" is not a JSON object");
        assertThat(listener.lines()).contains("readable configmaps istio-system/istio-sidecar-injector");
    }

    @Test
    void keepsWhatABrokenOrDeletedConfigMapSaidLastAsLongAsItsRevisionIsNamed() {
        admin.resource(injector("", excluding(1111))).create();
        admin.resource(istiod(MESH, "istiod", Map.of("istio.io/rev", "default")))
                .create();
        sync();

        admin.resource(injector("", "[]")).update();
        Eventually.until(
                "broken",
                () -> listener.lines()
                        .contains(
                                "kept configmaps istio-system/istio-sidecar-injector: key \"values\" is not a JSON object"));
        assertThat(excludedByDefault()).isEqualTo("1111");
        clock.advance(Duration.ofSeconds(7));
        assertThat(cluster.staleness()).containsExactly(Map.entry("default", Duration.ofSeconds(7)));

        admin.resource(injector("", "{\"sidecarInjectorWebhook\": {\"rewriteAppHTTPProbe\": \"maybe\"}}"))
                .update();
        Eventually.until(
                "of another type",
                () -> listener.lines()
                        .contains("kept configmaps istio-system/istio-sidecar-injector:"
                                + " sidecarInjectorWebhook.rewriteAppHTTPProbe in key \"values\" is no boolean"));

        admin.resource(injector("", "[]")).delete();
        Eventually.until(
                "deleted",
                () -> listener.lines().contains("kept configmaps istio-system/istio-sidecar-injector: it is gone"));
        assertThat(excludedByDefault()).isEqualTo("1111");

        admin.resource(istiod(MESH, "istiod", Map.of())).delete();
        Eventually.until("forgotten", () -> excludedByDefault().equals("unseen"));
        assertThat(listener.lines()).endsWith("forgotten configmaps istio-system/istio-sidecar-injector");
        assertThat(cluster.staleness()).isEmpty();
    }

    @Test
    void saysNowAndAgainThatAConfigMapIsStillBroken() {
        admin.resource(injector("", excluding(1111))).create();
        admin.resource(istiod(MESH, "istiod", Map.of("istio.io/rev", "default")))
                .create();
        sync();
        admin.resource(injector("", "[]")).update();
        Eventually.until("said", () -> kept() == 1);

        clock.advance(Duration.ofMinutes(10));
        Eventually.until("said again", () -> kept() == 2);

        admin.resource(injector("", excluding(2222))).update();
        Eventually.until("good", () -> excludedByDefault().equals("2222"));
        Eventually.until("told", () -> listener.lines().getLast().startsWith("values of Istio's revision default: "));
        assertThat(listener.lines())
                .endsWith(
                        "readable configmaps istio-system/istio-sidecar-injector",
                        "values of Istio's revision default: excludeInboundPorts=\"2222\" (was \"1111\")");
        assertThat(cluster.staleness()).containsExactly(Map.entry("default", Duration.ZERO));
    }

    private long kept() {
        return listener.lines().stream()
                .filter(line -> line.startsWith("kept "))
                .count();
    }

    @Test
    void findsRevisionsByTheirWebhookConfigurationsToo() {
        admin.resource(injector("-canary", excluding(3333))).create();
        admin.resource(webhook("istio-sidecar-injector-canary", "canary")).create();

        sync();

        assertThat(excluded("canary")).isEqualTo("3333");
    }

    @Test
    void followsARevisionOnlyAsLongAsSomebodyNamesIt() {
        admin.resource(injector("-canary", excluding(3333))).create();
        admin.resource(webhook("istio-sidecar-injector-canary", "canary")).create();
        sync();

        admin.resource(webhook("istio-sidecar-injector-canary", "canary")).delete();

        Eventually.until("forgotten", () -> excluded("canary").equals("unseen"));
        assertThat(cluster.states()).allMatch(WatchState::synced);
    }

    @Test
    void givesNoRevisionTheValuesOfAnother() {
        admin.resource(injector("", excluding(1111))).create();
        sync();

        assertThat(TestMeshes.named(cluster.snapshot("shop"), "canary")).isEqualTo(IstioSight.UNSEEN);
    }

    @Test
    void findsRevisionsByTheServicesOfTheirIstiod() {
        admin.resource(injector("-canary", excluding(3333))).create();
        admin.resource(istiod(MESH, "istiod-canary", Map.of("istio.io/rev", "canary")))
                .create();

        sync();

        assertThat(TestMeshes.named(cluster.snapshot("shop"), "canary").certainty())
                .isEqualTo(Certainty.CURRENT);
        assertThat(excluded("canary")).isEqualTo("3333");
    }

    @Test
    void readsConfigMapsOnlyByName() {
        admin.resource(istiod(MESH, "istiod", Map.of("istio.io/rev", "default")))
                .create();

        sync();

        assertThat(server.requests())
                .filteredOn(path -> path.contains("/configmaps"))
                .isNotEmpty()
                .allMatch(path -> path.contains("fieldSelector=metadata.name%3Distio-sidecar-injector&")
                        || path.endsWith("fieldSelector=metadata.name%3Distio-sidecar-injector"));
    }

    @Test
    void resolvesTags() {
        admin.resource(injector("-canary", excluding(3333))).create();
        admin.resource(istiod(MESH, "istiod-canary", Map.of("istio.io/rev", "canary")))
                .create();
        admin.resource(istiod(
                        MESH, "istiod-revision-tag-next", Map.of("istio.io/rev", "canary", "istio.io/tag", "next")))
                .create();
        admin.resource(istiod("shop", "fake", Map.of("istio.io/rev", "canary", "istio.io/tag", "forged")))
                .create();
        sync();
        assertThat(TestMeshes.tags(cluster.snapshot("shop"))).containsExactly(Map.entry("next", "canary"));

        admin.resource(tag("prod", "canary")).create();
        Eventually.until(
                "tagged",
                () -> TestMeshes.tags(cluster.snapshot("shop")).equals(Map.of("next", "canary", "prod", "canary")));

        admin.resource(tag("prod", "canary")).delete();
        Eventually.until(
                "untagged", () -> TestMeshes.tags(cluster.snapshot("shop")).equals(Map.of("next", "canary")));
    }

    @Test
    void usesTheSettingsWhereTheConfigurationIsNotToBeRead() {
        server.answer("/configmaps", 403);
        server.answer("/mutatingwebhookconfigurations", 403);

        sync();

        assertThat(cluster.unmet()).isEmpty();
        assertThat(excludedByDefault()).isEqualTo("unseen");
        Eventually.until(
                "tried again and again",
                () -> cluster.states().stream()
                        .filter(state -> !state.synced())
                        .allMatch(state -> state.failures() > 3));
        assertThat(listener.linesAbout("mutatingwebhookconfigurations"))
                .containsExactly("lost mutatingwebhookconfigurations: HTTP 403: told to");
        assertThat(listener.linesAbout("configmaps"))
                .containsExactly("lost configmaps istio-system/istio-sidecar-injector: HTTP 403: told to");
    }

    @Test
    void readsTheConfigurationWhenItMay() {
        admin.resource(injector("", excluding(1111))).create();
        server.answer("/configmaps", 403);
        sync();

        server.behave();

        Eventually.until("allowed", () -> excludedByDefault().equals("1111"));
        Eventually.until("says so", () -> listener.linesAbout("configmaps").size() == 2);
    }

    @Test
    void waitsForServicesThatItMayNotRead() {
        server.answer("/services", 403);

        var synced = cluster.start().toCompletableFuture();

        Eventually.until("refused", () -> cluster.unmet().equals(List.of("services: HTTP 403: told to")));
        server.behave();
        assertThat(synced).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void showsTheSameResourcesAlways() {
        List<String> before =
                cluster.states().stream().map(WatchState::resource).toList();

        sync();

        assertThat(cluster.states().stream().map(WatchState::resource))
                .containsExactlyElementsOf(before)
                .startsWith("services", "namespaces", "mutatingwebhookconfigurations", "configmaps");
        assertThat(cluster.states()).allMatch(WatchState::synced);
    }

    @Test
    void asksForANamespaceThatTheWatchHasNotBrought() {
        server.answer("/namespaces?", _ -> TestingApiServer.status(503));
        var _ = cluster.start();

        var snapshot = cluster.snapshot("shop");

        assertThat(snapshot.namespaceLabels()).containsEntry("istio-injection", "enabled");
    }

    @Test
    void doesNotWaitForANamespaceThatNobodyCanName() {
        assertThat(askingInVain(Duration.ofMillis(500), late -> late.snapshot("late")))
                .succeedsWithin(HANGS)
                .satisfies(snapshot -> assertThat(snapshot.namespace()).isEmpty());
    }

    @Test
    void waitsNoLongerForItThanItsCallerDoes() {
        assertThat(askingInVain(NEVER, late -> late.snapshot("late", Duration.ofMillis(1))))
                .succeedsWithin(HANGS)
                .satisfies(snapshot -> assertThat(snapshot.namespace()).isEmpty());
    }

    /** What a caller gets while the API server keeps silent about one Namespace and the client waits on. */
    private CompletableFuture<Snapshot> askingInVain(
            Duration namespaceTimeout, Function<WatchedCluster, Snapshot> caller) {
        server.answer("/namespaces/late", _ -> TestingApiServer.status(200).setBodyDelay(NEVER));
        return CompletableFuture.supplyAsync(() -> {
            try (KubernetesClient patient = server.client(NEVER);
                    WatchedCluster late = cluster(patient, namespaceTimeout)) {
                return caller.apply(late);
            }
        });
    }

    @Test
    void survivesAnObjectThatFitsNoModel() {
        sync();

        admin.raw(
                "/api/v1/namespaces/shop/services",
                "POST",
                "{\"apiVersion\":\"v1\",\"kind\":\"Service\",\"metadata\":{\"name\":\"odd\",\"namespace\":\"shop\"},"
                        + "\"spec\":[\"what?\"]}");
        admin.resource(service("shop", "web", 8080)).create();

        Eventually.until("the next one", () -> services("shop").equals(List.of("web")));
        assertThat(cluster.states()).allMatch(WatchState::synced);
        assertThat(cluster.states().getFirst().failures()).isZero();
    }

    @Test
    void endsItsThreads() {
        sync();

        cluster.close();
        client.close();

        Eventually.until(
                "no thread left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .noneMatch(name -> name.startsWith("cluster-watch") || name.startsWith("namespace-lookup")));
        assertThat(cluster.snapshot("shop").namespace()).isPresent();
        assertThat(cluster.snapshot("unknown").namespace()).isEmpty();
    }
}
