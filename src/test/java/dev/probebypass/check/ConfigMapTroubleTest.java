package dev.probebypass.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.meshes.Meshes;
import dev.probebypass.testing.RecordingServer;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigMapTroubleTest {

    @ParameterizedTest
    @CsvSource({"canary, canary", "x?watch=true, x%3Fwatch%3Dtrue"})
    void looksForTheConfigMapByOneSegment(String revision, String segment) {
        assertThat(paths(revision))
                .containsExactly("/api/v1/namespaces/istio-system/configmaps/istio-sidecar-injector-" + segment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../../secrets", "a/b"})
    void looksForNoneOfANameThatNoneHas(String revision) {
        assertThat(paths(revision)).isEmpty();
    }

    private static List<String> paths(String revision) {
        try (RecordingServer server = new RecordingServer();
                KubernetesClient client = server.client()) {
            assertThat(ConfigMapTrouble.of(client, Meshes.ALL.getFirst(), revision, List.of("istio-system")))
                    .isPresent();
            return server.paths();
        }
    }
}
