package dev.probebypass.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.mesh.Interest;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.meshes.RouteSources;
import dev.probebypass.objects.WatchedKind;
import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.APIResource;
import io.fabric8.kubernetes.api.model.GroupVersionForDiscovery;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StubApiServerTest {

    private final StubApiServer server = StubApiServer.start();
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(new ConfigBuilder(Config.empty())
                    .withMasterUrl(server.url())
                    .withWatchList(true)
                    .build())
            .build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void isOfTheVersionThatTheApiServerTierRuns() throws IOException {
        String modules = Files.readString(Path.of("src/test/tools/go.mod"));

        assertThat(modules)
                .contains("k8s.io/kubernetes v1.%s."
                        .formatted(client.getKubernetesVersion().getMinor()));
    }

    /** So that training follows all of them. */
    @Test
    void servesTheKindsThatAreReadBesideServices() {
        List<WatchedKind> kinds = Stream.concat(
                        RouteSources.kinds().values().stream().flatMap(List::stream),
                        Meshes.policies().stream().map(Interest.Policy::kind))
                .toList();

        assertThat(client.getApiGroups().getGroups().stream()
                        .flatMap(group -> group.getVersions().stream())
                        .map(GroupVersionForDiscovery::getGroupVersion))
                .containsExactlyInAnyOrderElementsOf(
                        kinds.stream().map(WatchedKind::apiVersion).distinct().toList());
        assertThat(kinds).isNotEmpty().allSatisfy(kind -> {
            assertThat(client.getApiResources(kind.apiVersion()).getResources())
                    .extracting(APIResource::getName, APIResource::getKind)
                    .contains(tuple(kind.plural(), kind.kind()));
            assertThat(client.genericKubernetesResources(kind.apiVersion(), kind.kind())
                            .inAnyNamespace()
                            .list()
                            .getItems())
                    .isEmpty();
        });
    }

    @Test
    void streamsTheFirstListAndThenWhatChanges() throws JsonProcessingException {
        server.put("/api/v1/namespaces/shop/services/web", service("web"));

        try (SharedIndexInformer<Service> informer =
                client.services().inAnyNamespace().runnableInformer(0)) {
            assertThat(informer.start().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
            assertThat(informer.getStore().listKeys()).containsExactly("shop/web");
            server.put("/api/v1/namespaces/shop/services/api", service("api"));

            Eventually.until("told", () -> informer.getStore().listKeys().contains("shop/api"));
        }
        assertThat(server.lists()).as("lists in pages").isZero();
    }

    private static JsonNode service(String name) throws JsonProcessingException {
        return new ObjectMapper().readTree("""
                {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "%s", "namespace": "shop"},
                 "spec": {"selector": {"app": "a"}, "ports": [{"port": 80}]}}
                """.formatted(name));
    }
}
