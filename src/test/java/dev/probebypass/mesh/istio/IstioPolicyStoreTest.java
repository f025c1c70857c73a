package dev.probebypass.mesh.istio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.callers.ClusterCallers;
import dev.probebypass.cluster.ClusterStore;
import dev.probebypass.cluster.Unseen;
import dev.probebypass.mesh.Guard;
import dev.probebypass.mesh.MeshListener;
import dev.probebypass.mesh.MeshPolicies;
import dev.probebypass.mesh.MeshSettings;
import dev.probebypass.mesh.MutualTls;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.meshes.RouteSources;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.StoreLimits;
import dev.probebypass.objects.StoreListener;
import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PodReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IstioPolicyStoreTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> MESH = List.of("istio-system", "mesh-two");
    private static final String PEERS = "PeerAuthentication.security.istio.io";

    private final IstioPolicyStore store =
            new IstioPolicyStore(new MeshSettings(MESH, Map.of(), false), StoreBudget.unlimited());

    private static ClusterObject peer(String namespace, String name, String spec) {
        return object("PeerAuthentication", namespace, name, spec);
    }

    private static ClusterObject rule(String namespace, String name, String spec) {
        return object("AuthorizationPolicy", namespace, name, spec);
    }

    private static ClusterObject object(String kind, String namespace, String name, String spec) {
        return ClusterObject.of(json("""
                {"apiVersion": "security.istio.io/v1beta1", "kind": "%s", "metadata": {"name": "%s", "namespace": "%s"},
                 "spec": %s}""".formatted(kind, name, namespace, spec)));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Pod pod() {
        try (JsonParser json = JSON.getFactory().createParser("""
                {"metadata": {"labels": {"app": "web"}}, "spec": {"containers": [{"name": "web"}]}}""")) {
            json.nextToken();
            return PodReader.read(json, Meshes::reads);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MutualTls mode(IstioPolicyStore store) {
        return store.in("shop").of(pod()).mutualTls(8081);
    }

    @Test
    void theModeIsUnseenUntilAllPeerAuthenticationsAreHeardAndAgainWhenTheirKindIsGone() {
        assertThat(mode(store)).isEqualTo(MutualTls.UNSEEN);

        store.apply(peer("shop", "a", "{\"mtls\": {\"mode\": \"STRICT\"}}"));
        assertThat(mode(store)).as("another may be of the workload").isEqualTo(MutualTls.UNSEEN);

        store.heardAll("AuthorizationPolicy.security.istio.io");
        assertThat(mode(store)).isEqualTo(MutualTls.UNSEEN);

        store.heardAll(PEERS);
        assertThat(mode(store)).isEqualTo(MutualTls.STRICT);

        store.remove(PEERS, ObjectKey.of("shop", "a"));
        assertThat(mode(store)).isEqualTo(MutualTls.PERMISSIVE);

        store.ended("AuthorizationPolicy.security.istio.io");
        assertThat(mode(store)).isEqualTo(MutualTls.PERMISSIVE);

        store.ended(PEERS);
        assertThat(mode(store)).isEqualTo(MutualTls.UNSEEN);
    }

    @Test
    void ofObjectsThatSomebodyWroteDownTheModeIsWhatTheySay() {
        IstioPolicyStore written =
                new IstioPolicyStore(new MeshSettings(MESH, Map.of(), true), StoreBudget.unlimited());
        assertThat(mode(written)).isEqualTo(MutualTls.UNSEEN);

        written.apply(peer("shop", "port", """
                {"selector": {"matchLabels": {"app": "web"}}, "portLevelMtls": {"8081": {"mode": "DISABLE"}}}"""));
        assertThat(mode(written)).isEqualTo(MutualTls.DISABLE);
        assertThat(written.in("shop").of(pod()).mutualTls(8082)).isEqualTo(MutualTls.UNSEEN);

        written.apply(peer("mesh-two", "default", "{}"));
        assertThat(written.in("shop").of(pod()).mutualTls(8082)).isEqualTo(MutualTls.PERMISSIVE);
    }

    @Test
    void theFirstNamespaceOfTheMeshThatSaysAModeForAllCounts() {
        store.heardAll(PEERS);
        store.apply(peer("mesh-two", "default", "{\"mtls\": {\"mode\": \"STRICT\"}}"));
        store.apply(peer("istio-system", "some", """
                {"selector": {"matchLabels": {"app": "web"}}, "mtls": {"mode": "DISABLE"}}"""));
        assertThat(mode(store)).isEqualTo(MutualTls.STRICT);

        store.apply(peer("istio-system", "default", "{\"mtls\": {\"mode\": \"DISABLE\"}}"));
        assertThat(mode(store)).isEqualTo(MutualTls.DISABLE);
        assertThat(store.in("istio-system").of(pod()).mutualTls(8081)).isEqualTo(MutualTls.DISABLE);
    }

    @Test
    void policiesOfTheMeshsNamespacesHoldForAllOnce() {
        store.apply(rule(
                "mesh-two",
                "all",
                "{\"action\": \"DENY\", \"rules\": [{\"to\": [{\"operation\": {\"ports\": [\"8081\"]}}]}]}"));

        assertThat(store.in("shop").of(pod()).guard(8081, List::of))
                .map(Guard::describe)
                .contains("AuthorizationPolicy mesh-two/all");
        assertThat(((IstioPolicies) store.in("mesh-two")).meshAuthorization()).isEmpty();
        assertThat(store.in("mesh-two").of(pod()).guard(8081, List::of)).isPresent();
    }

    @Test
    void oddPoliciesAreReadAsFarAsTheyCanBe() {
        store.heardAll(PEERS);
        store.apply(peer("shop", "odd", "{\"mtls\": \"STRICT\", \"portLevelMtls\": [1], \"selector\": 7}"));
        store.apply(rule("shop", "odd", "{\"action\": 3, \"rules\": {\"to\": true}, \"selector\": []}"));
        store.apply(rule(
                "shop", "odder", "{\"action\": \"DENY\", \"rules\": [1, null, {\"to\": [null, {}], \"when\": [2]}]}"));

        assertThat(mode(store)).isEqualTo(MutualTls.PERMISSIVE);
        assertThat(store.in("shop").of(pod()).guard(8081, List::of)).isEmpty();
    }

    @Test
    void whereThereAreNoneItIsAlwaysTheSameValue() {
        store.heardAll(PEERS);

        assertThat(store.in("shop")).isSameAs(store.in("depot"));
        assertThat(new IstioPolicyStore(new MeshSettings(MESH, Map.of(), false), StoreBudget.unlimited()).in("shop"))
                .isSameAs(MeshPolicies.UNSEEN);
    }

    @Test
    void aNamespaceWhosePoliciesWereDroppedIsUnseen() {
        StoreLimits.Bound small = new StoreLimits.Bound(2_000, 100_000);
        StoreBudget budget = new StoreBudget("Service", small, StoreListener.NONE);
        ClusterStore cluster = new ClusterStore(
                List.of(new Istio()
                        .store(
                                new MeshSettings(MESH, Map.of(), false),
                                budget,
                                MeshListener.NONE,
                                () -> Instant.EPOCH)),
                RouteSources.create(RouteSources.DEFAULT, budget),
                ClusterCallers.none());
        assertThat(cluster.snapshot("shop").unseen()).isEmpty();

        cluster.apply(rule(
                "shop",
                "large",
                "{\"rules\": [{\"to\": [{\"operation\": {\"paths\": [\"%s\"]}}]}]}".formatted("x".repeat(3_000))));
        assertThat(cluster.snapshot("shop").unseen()).contains(Unseen.POLICIES_TOO_LARGE);
        assertThat(cluster.snapshot("depot").unseen()).isEmpty();

        cluster.apply(rule(
                "mesh-two",
                "large",
                "{\"rules\": [{\"to\": [{\"operation\": {\"paths\": [\"%s\"]}}]}]}".formatted("x".repeat(3_000))));
        assertThat(cluster.snapshot("depot").unseen()).contains(Unseen.POLICIES_TOO_LARGE);
    }

    @Test
    void tellsWhenNothingIsKnownOfPoliciesAnyMore() {
        StoreBudget budget = new StoreBudget("Service", new StoreLimits.Bound(100, 100_000), StoreListener.NONE);
        IstioPolicyStore tiny = new IstioPolicyStore(new MeshSettings(MESH, Map.of(), false), budget);

        tiny.apply(rule("shop", "a-name-that-is-too-long-for-so-little-room", "{\"rules\": [{}]}"));

        assertThat(tiny.isForgotten("AuthorizationPolicy.security.istio.io", Optional.of("shop")))
                .isTrue();
        assertThat(tiny.isForgotten(PEERS, Optional.of("shop"))).isTrue();
        assertThat(tiny.isForgotten(PEERS, Optional.of("depot"))).isFalse();
        assertThat(tiny.isForgotten("Service", Optional.of("shop"))).isFalse();
    }
}
