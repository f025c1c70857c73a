package dev.probebypass.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.objects.ObjectKey;
import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls that take a name from a review or from an object: none becomes a request for something else. */
class NamesInRequestsTest {

    private final TestingApiServer server = TestingApiServer.started();
    private final KubernetesClient client = server.impatientClient();
    private final WatchedResources resources = new WatchedResources(client);

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secrets", "..", ".", "", "a/b", "x:/y?", "..%2Fsecrets"})
    void asksForNoNamespaceOfANameThatNoneHas(String name) {
        assertThat(resources.namespace(name)).isEmpty();

        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"shop, shop", "x?watch=true, x%3Fwatch%3Dtrue", "x#y, x%23y", "x y, x%20y"})
    void asksForANamespaceByOneSegment(String name, String segment) {
        assertThat(resources.namespace(name)).isEmpty();

        assertThat(server.requests()).containsExactly("/api/v1/namespaces/" + segment);
    }

    /** Its name goes into a field selector. */
    @ParameterizedTest
    @CsvSource({
        "../secrets, ..%2Fsecrets",
        "x?watch=true, x%3Fwatch%3Dtrue",
        "a/b, a%2Fb",
        "x&watch=true, x%26watch%3Dtrue"
    })
    void asksForAConfigMapByAnEncodedSelector(String name, String encoded) {
        try (SharedIndexInformer<GenericKubernetesResource> informer =
                resources.configMap(ObjectKey.of("istio-system", name)).informer()) {
            var _ = informer.start();
            Eventually.until("a ConfigMap is asked for", () -> server.requestsFor("configmaps") > 0);
        }

        assertThat(server.requests())
                .filteredOn(path -> path.contains("configmaps"))
                .allSatisfy(path -> assertThat(path)
                        .startsWith("/api/v1/namespaces/istio-system/configmaps?")
                        .contains("fieldSelector=metadata.name%3D" + encoded + "&"));
    }
}
