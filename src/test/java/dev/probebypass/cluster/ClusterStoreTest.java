package dev.probebypass.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.callers.ClusterCallers;
import dev.probebypass.mesh.MeshPolicies;
import dev.probebypass.mesh.istio.Istio;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectCache;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.ObjectStore;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.objects.StoreLimits;
import dev.probebypass.objects.StoreListener;
import dev.probebypass.objects.WatchedKind;
import dev.probebypass.routes.ClusterRoutes;
import dev.probebypass.routes.LabelKeys;
import dev.probebypass.routes.RouteSource;
import dev.probebypass.routes.Service;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterStoreTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode service(String metadata) throws JsonProcessingException {
        return JSON.readTree(
                "{\"kind\": \"Service\", \"metadata\": {%s}, \"spec\": {\"selector\": {\"app\": \"a\"}, \"ports\": [{\"port\": 80}]}}"
                        .formatted(metadata));
    }

    private static ClusterStore storeOf(List<JsonNode> objects) {
        return new ClusterStore(
                        List.of(),
                        new ClusterRoutes(StoreBudget.unlimited(), LabelKeys.DEFAULT, List.of()),
                        ClusterCallers.none())
                .with(objects);
    }

    @Test
    void takesAServiceWithoutANamespaceForOneInDefault() throws JsonProcessingException {
        ClusterStore store = storeOf(List.of(service("\"name\": \"web\"")));

        assertThat(store.snapshot("default").routes().services().all())
                .extracting(Service::name)
                .containsExactly("web");
    }

    /** The last object of a list may come between two questions. */
    @Test
    void knowsNothingOfThePoliciesOfAMeshThatItDoesNotKnow() {
        assertThat(storeOf(List.of()).snapshot("shop").policies(new Istio())).isEqualTo(MeshPolicies.UNSEEN);
    }

    @Test
    void keepsOfTheAnnotationsOfANamespaceOurs() throws JsonProcessingException {
        JsonNode namespace = JSON.readTree("""
                {"kind": "Namespace", "metadata": {"name": "shop",
                 "annotations": {"probe-bypass.dev/mode": "audit", "example.com/a": "b"}}}""");

        assertThat(storeOf(List.of(namespace)).snapshot("shop").namespaceAnnotations())
                .containsOnlyKeys("probe-bypass.dev/mode");
    }

    @Test
    void saysWhichNamespacesItHasForgotten() throws JsonProcessingException {
        StoreBudget small = new StoreBudget(ClusterObject.SERVICE, new StoreLimits.Bound(1, 1), StoreListener.NONE);
        ClusterStore store = new ClusterStore(
                        List.of(), new ClusterRoutes(small, LabelKeys.DEFAULT, List.of()), ClusterCallers.none())
                .with(List.of(service("\"name\": \"web\", \"namespace\": \"shop\"")));

        assertThat(store.isForgotten(ClusterObject.SERVICE, Optional.of("shop")))
                .isTrue();
        assertThat(store.isForgotten(ClusterObject.SERVICE, Optional.of("other")))
                .isFalse();
        assertThat(store.readmitForgotten()).isTrue();
    }

    @Test
    void letsForgottenNamespacesInAgain() throws JsonProcessingException {
        ClusterStore store = new ClusterStore(
                        List.of(),
                        new ClusterRoutes(StoreBudget.unlimited(), LabelKeys.DEFAULT, List.of()),
                        ClusterCallers.none(),
                        new StoreLimits.Bound(1, 1),
                        StoreListener.NONE)
                .with(List.of(JSON.readTree("{\"kind\": \"Namespace\", \"metadata\": {\"name\": \"shop\"}}")));

        assertThat(store.readmitForgotten()).isTrue();
        assertThat(store.readmitForgotten()).isFalse();
    }

    @Test
    void whatIsKnownAndWhetherItIsAllAreOfOneMoment() {
        ObjectStore<RouteSource> filling = new FillingStore();
        ClusterStore store = new ClusterStore(
                List.of(),
                new ClusterRoutes(StoreBudget.unlimited(), LabelKeys.DEFAULT, List.of(filling)),
                ClusterCallers.none());

        assertThat(store.snapshot("shop").unseen()).isPresent();
        assertThat(store.snapshot("shop").unseen()).isEmpty();
    }

    @Test
    void forgetsWhatIsRemoved() throws JsonProcessingException {
        ClusterStore store = storeOf(List.of(service("\"name\": \"web\", \"namespace\": \"shop\"")));

        store.remove(ClusterObject.SERVICE, ObjectKey.of("shop", "web"));

        assertThat(store.snapshot("shop").routes().services().all()).isEmpty();
    }

    /** A store that has not everything when it is asked first, and has it from then on. */
    private static final class FillingStore implements ObjectStore<RouteSource> {

        private boolean isWhole;

        @Override
        public ObjectCache.View<RouteSource> in(String namespace) {
            ObjectCache.View<RouteSource> view = new ObjectCache.View<>(RouteSource.NONE, isWhole);
            isWhole = true;
            return view;
        }

        @Override
        public List<WatchedKind> kinds() {
            return List.of();
        }

        @Override
        public List<List<String>> fields() {
            return List.of();
        }

        @Override
        public void apply(ClusterObject object) {}

        @Override
        public void remove(String kind, ObjectKey key) {}

        @Override
        public void heardAll(String kind) {}
    }
}
