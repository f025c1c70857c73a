package dev.probebypass.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.pod.PortReference;
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

    @Test
    void readsAServicesTcpPorts() throws JsonProcessingException {
        Service service = ObjectReader.service(object("""
                {"metadata": {"name": "checkout", "namespace": "shop"}, "spec": {"selector": {"app": "checkout"}, "ports": [
                  {"port": 80, "targetPort": 8080},
                  {"port": 81, "targetPort": "http", "protocol": "TCP"},
                  {"port": 82}, {"port": 83, "targetPort": 0}, {"port": 84, "targetPort": ""}, {"port": 85, "targetPort": null},
                  {"port": 53, "protocol": "UDP"}, {"port": 54, "protocol": "SCTP"}]}}""")).orElseThrow();

        assertThat(service.ports())
                .containsExactly(
                        new Service.Port(new PortReference.Numbered(8080)),
                        new Service.Port(new PortReference.Named("http")),
                        new Service.Port(new PortReference.Numbered(82)),
                        new Service.Port(new PortReference.Numbered(83)),
                        new Service.Port(new PortReference.Numbered(84)),
                        new Service.Port(new PortReference.Numbered(85)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"spec\": {\"ports\": [{\"port\": 80}]}}",
                "{\"spec\": {\"selector\": null, \"ports\": [{\"port\": 80}]}}",
                "{\"spec\": {\"selector\": {}, \"ports\": [{\"port\": 80}]}}",
                "{\"spec\": {\"selector\": {\"app\": \"a\"}}}",
                "{\"spec\": {\"selector\": {\"app\": \"a\"}, \"ports\": [{\"port\": 53, \"protocol\": \"UDP\"}]}}",
                "{\"spec\": {\"type\": \"ExternalName\", \"selector\": {\"app\": \"a\"}, \"ports\": [{\"port\": 80}]}}"
            })
    void readsNoServiceThatRoutesToNoPod(String object) throws JsonProcessingException {
        assertThat(ObjectReader.service(object(object))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"70000", "-1", "1e9", "99999999999999999999", "{}", "[80]", "true"})
    void readsATargetThatIsNoPortAsAName(String target) throws JsonProcessingException {
        Service service = ObjectReader.service(
                        object("{\"spec\": {\"selector\": {\"app\": \"a\"}, \"ports\": [{\"port\": 80, \"targetPort\": "
                                + target + "}]}}"))
                .orElseThrow();

        assertThat(service.ports())
                .allSatisfy(port -> assertThat(port.target()).isInstanceOf(PortReference.Named.class));
    }

    private static ClusterObject object(String text) throws JsonProcessingException {
        return ClusterObject.of(JSON.readTree(text));
    }
}
