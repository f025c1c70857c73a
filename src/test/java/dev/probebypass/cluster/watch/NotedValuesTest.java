package dev.probebypass.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NotedValuesTest {

    private static final ObjectKey KEY = ObjectKey.parse("istio-system/istio-sidecar-injector");

    private final RecordingListener listener = new RecordingListener();
    private final MeshConfiguration mesh = new MeshConfiguration(Optional.empty());
    private final NotedValues noted = new NotedValues(mesh.configMaps(), listener);

    private static JsonNode values(String text) {
        return new ObjectMapper()
                .valueToTree(
                        Map.of("metadata", Map.of("name", "istio-sidecar-injector"), "data", Map.of("values", text)));
    }

    @Test
    void tellsTheFirstValuesInFull() {
        noted.put(KEY, values("{\"global\": {\"proxy\": {\"excludeInboundPorts\": \"9000\"}}}"));

        assertThat(listener.lines())
                .singleElement()
                .asString()
                .startsWith("values of default: rewriteAppHTTPProbe=")
                .contains("excludeInboundPorts=\"9000\"");
    }

    @Test
    void tellsOnlyWhatChangesAndWhatItWas() {
        noted.put(KEY, values("{\"sidecarInjectorWebhook\": {\"rewriteAppHTTPProbe\": true}}"));

        noted.put(KEY, values("{\"sidecarInjectorWebhook\": {\"rewriteAppHTTPProbe\": true}, \"other\": 1}"));
        noted.put(KEY, values("{\"sidecarInjectorWebhook\": {\"rewriteAppHTTPProbe\": false}}"));

        assertThat(listener.lines())
                .hasSize(2)
                .last()
                .isEqualTo("values of default: rewriteAppHTTPProbe=false (was true)");
    }

    @Test
    void tellsNothingOfValuesThatCanNotBeRead() {
        assertThatIllegalArgumentException().isThrownBy(() -> noted.put(KEY, values("[]")));

        assertThat(listener.lines()).isEmpty();
    }
}
