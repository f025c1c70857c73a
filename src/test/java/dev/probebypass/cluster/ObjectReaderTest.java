package dev.probebypass.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.objects.ClusterObject;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void readsANamespace() throws JsonProcessingException {
        Namespace namespace = ObjectReader.namespace(object("""
                {"metadata": {"name": "shop", "labels": {"istio-injection": "enabled"},
                              "annotations": {"probe-bypass.dev/mode": "audit"}}}"""));

        assertThat(namespace)
                .isEqualTo(new Namespace(
                        "shop", Map.of("istio-injection", "enabled"), Map.of("probe-bypass.dev/mode", "audit")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{\"metadata\": {\"labels\": null, \"annotations\": 1}}"})
    void readsANamespaceThatSaysNothing(String object) throws JsonProcessingException {
        assertThat(ObjectReader.namespace(object(object))).isEqualTo(new Namespace("", Map.of(), Map.of()));
    }

    private static ClusterObject object(String text) throws JsonProcessingException {
        return ClusterObject.of(JSON.readTree(text));
    }
}
