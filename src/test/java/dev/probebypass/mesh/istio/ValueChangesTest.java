package dev.probebypass.mesh.istio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.mesh.RecordingMeshListener;
import dev.probebypass.objects.ObjectKey;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ValueChangesTest {

    private static final ObjectKey KEY = ObjectKey.parse("istio-system/istio-sidecar-injector");

    private final RecordingMeshListener listener = new RecordingMeshListener();
    private final RevisionStore store = new RevisionStore(listener, () -> Instant.EPOCH);

    private void read(String values) {
        JsonNode object = new ObjectMapper().valueToTree(Map.of("data", Map.of("values", values)));
        store.read(KEY, InjectorConfigMap.read(object));
    }

    @Test
    void tellsTheFirstValuesInFull() {
        read("{\"global\": {\"proxy\": {\"excludeInboundPorts\": \"9000\"}}}");

        assertThat(listener.lines())
                .singleElement()
                .asString()
                .startsWith("values of Istio's revision default: rewriteAppHTTPProbe=")
                .contains("excludeInboundPorts=\"9000\"");
    }

    @Test
    void tellsOnlyWhatChangesAndWhatItWas() {
        read("{\"sidecarInjectorWebhook\": {\"rewriteAppHTTPProbe\": true}}");

        read("{\"sidecarInjectorWebhook\": {\"rewriteAppHTTPProbe\": true}, \"other\": 1}");
        read("{\"sidecarInjectorWebhook\": {\"rewriteAppHTTPProbe\": false}}");

        assertThat(listener.lines())
                .hasSize(2)
                .last()
                .isEqualTo("values of Istio's revision default: rewriteAppHTTPProbe=false (was true)");
    }

    @Test
    void tellsNothingOfValuesThatCanNotBeRead() {
        read("[]");

        assertThat(listener.lines()).noneMatch(line -> line.startsWith("values of"));
    }
}
