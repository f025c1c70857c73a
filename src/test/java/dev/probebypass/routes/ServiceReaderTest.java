package dev.probebypass.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.pod.PortReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void readsAServicesTcpPorts() throws JsonProcessingException {
        Service service = ServiceReader.read(object("""
                {"metadata": {"name": "checkout", "namespace": "shop"}, "spec": {"selector": {"app": "checkout"}, "ports": [
                  {"port": 80, "targetPort": 8080},
                  {"port": 81, "targetPort": "http", "protocol": "TCP"},
                  {"port": 82}, {"port": 83, "targetPort": 0}, {"port": 84, "targetPort": ""}, {"port": 85, "targetPort": null},
                  {"port": 53, "protocol": "UDP"}, {"port": 54, "protocol": "SCTP"}]}}""")).orElseThrow();

        assertThat(service.ports())
                .containsExactly(
                        new Service.Port(Optional.empty(), new PortReference.Numbered(8080), 80),
                        new Service.Port(Optional.empty(), new PortReference.Named("http"), 81),
                        new Service.Port(Optional.empty(), new PortReference.Numbered(82), 82),
                        new Service.Port(Optional.empty(), new PortReference.Numbered(83), 83),
                        new Service.Port(Optional.empty(), new PortReference.Numbered(84), 84),
                        new Service.Port(Optional.empty(), new PortReference.Numbered(85), 85));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"spec\": {\"clusterIP\": \"None\"}}",
                "{\"spec\": {\"ports\": [{\"port\": 53, \"protocol\": \"UDP\"}]}}",
                "{\"spec\": {\"type\": \"ExternalName\", \"selector\": {\"app\": \"a\"}, \"ports\": [{\"port\": 80}]}}"
            })
    void readsNoServiceThatLeadsToNoPod(String object) throws JsonProcessingException {
        assertThat(ServiceReader.read(object(object))).isEmpty();
    }

    /** It selects pods all the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "clusterIP": "None"                                                 | true
            "clusterIP": "None", "ports": []                                    | true
            "clusterIP": "None", "ports": [{"port": 53, "protocol": "UDP"}]     | false
            "clusterIP": "10.0.0.1"                                             | false
            "ports": [{"port": 53, "protocol": "UDP"}]                          | false
            """)
    void readsAServiceWithoutTcpPortsThatSelectsPods(String rest, boolean isOpen) throws JsonProcessingException {
        Service service = ServiceReader.read(object("""
                {"metadata": {"name": "peers"}, "spec": {"selector": {"app": "a"}, %s}}""".formatted(rest))).orElseThrow();

        assertThat(service).isEqualTo(new Service("peers", Map.of("app", "a"), List.of(), isOpen, ServiceMarks.NONE));
        assertThat(service.size())
                .as("it is kept, and counts")
                .isGreaterThan(new Service("", Map.of(), List.of()).size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"70000", "-1", "1e9", "99999999999999999999", "{}", "[80]", "true"})
    void readsNoNumberFromATargetThatIsNoPort(String target) throws JsonProcessingException {
        Service service = ServiceReader.read(
                        object("{\"spec\": {\"selector\": {\"app\": \"a\"}, \"ports\": [{\"port\": 80, \"targetPort\": "
                                + target + "}]}}"))
                .orElseThrow();

        assertThat(service.ports())
                .allSatisfy(port -> assertThat(port.target()).isNotInstanceOf(PortReference.Numbered.class));
    }

    private static ClusterObject object(String text) throws JsonProcessingException {
        return ClusterObject.of(JSON.readTree(text));
    }
}
