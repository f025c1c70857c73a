package dev.probebypass.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.mesh.IstioValues;
import dev.probebypass.pod.PortReference;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void readsANamespace() throws JsonProcessingException {
        Namespace namespace = ObjectReader.namespace(json("""
                {"metadata": {"name": "shop", "labels": {"istio-injection": "enabled"},
                              "annotations": {"probe-bypass.dev/mode": "audit"}}}"""));

        assertThat(namespace)
                .isEqualTo(new Namespace(
                        "shop", Map.of("istio-injection", "enabled"), Map.of("probe-bypass.dev/mode", "audit")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "{\"metadata\": {\"labels\": null, \"annotations\": 1}}"})
    void readsANamespaceThatSaysNothing(String object) throws JsonProcessingException {
        assertThat(ObjectReader.namespace(json(object))).isEqualTo(new Namespace("", Map.of(), Map.of()));
    }

    @Test
    void readsAServicesTcpPorts() throws JsonProcessingException {
        Service service = ObjectReader.service(json("""
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
        assertThat(ObjectReader.service(json(object))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"70000", "-1", "1e9", "99999999999999999999", "{}", "[80]", "true"})
    void readsATargetThatIsNoPortAsAName(String target) throws JsonProcessingException {
        Service service = ObjectReader.service(
                        json("{\"spec\": {\"selector\": {\"app\": \"a\"}, \"ports\": [{\"port\": 80, \"targetPort\": "
                                + target + "}]}}"))
                .orElseThrow();

        assertThat(service.ports())
                .allSatisfy(port -> assertThat(port.target()).isInstanceOf(PortReference.Named.class));
    }

    @Test
    void readsTheValuesOfARevision() throws JsonProcessingException {
        ObjectReader.Revision revision = ObjectReader.revision(configMap("istio-sidecar-injector-1-27-1", """
                {"global": {"proxy": {"includeInboundPorts": "8080", "excludeInboundPorts": "9000",
                  "excludeOutboundPorts": "3306", "statusPort": 15099}},
                 "sidecarInjectorWebhook": {"rewriteAppHTTPProbe": true}}"""))
                .orElseThrow();

        assertThat(revision.name()).isEqualTo("1-27-1");
        assertThat(revision.values())
                .contains(new IstioValues(true, "8080", "9000", "3306", 15099, false, IstioValues.ASSUMED.selection()));
    }

    @Test
    void readsTheUnnamedRevisionAsDefault() throws JsonProcessingException {
        assertThat(ObjectReader.revision(configMap("istio-sidecar-injector", "{}")))
                .contains(new ObjectReader.Revision("default", new ObjectReader.Reading.Valid(IstioValues.ASSUMED)));
    }

    @Test
    void readsNumbersWhereTheChartWasGivenNumbers() throws JsonProcessingException {
        IstioValues values = ObjectReader.revision(configMap(
                        "istio-sidecar-injector",
                        "{\"global\": {\"proxy\": {\"excludeInboundPorts\": 9000, \"statusPort\": \"15099\"}}}"))
                .flatMap(ObjectReader.Revision::values)
                .orElseThrow();

        assertThat(values.excludeInboundPorts()).isEqualTo("9000");
        assertThat(values.statusPort()).isEqualTo(15099);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "5", "not json", "{", "global: {}"})
    void saysOfValuesThatAreNoneThatTheyCanNotBeRead(String values) throws JsonProcessingException {
        assertThat(ObjectReader.revision(configMap("istio-sidecar-injector", values)))
                .contains(new ObjectReader.Revision(
                        "default", new ObjectReader.Reading.Invalid("key \"values\" is not a JSON object")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"global\": []} | global in key \"values\" is no object",
                "{\"global\": {\"proxy\": \"x\"}} | global.proxy in key \"values\" is no object",
                "{\"sidecarInjectorWebhook\": {\"rewriteAppHTTPProbe\": \"yes\"}} | sidecarInjectorWebhook.rewriteAppHTTPProbe in key \"values\" is no boolean",
                "{\"global\": {\"proxy\": {\"excludeInboundPorts\": [8080]}}} | global.proxy.excludeInboundPorts in key \"values\" is no text",
                "{\"global\": {\"proxy\": {\"statusPort\": \"http\"}}} | global.proxy.statusPort in key \"values\" is no number",
                "{\"sidecarInjectorWebhook\": {\"neverInjectSelector\": {}}} | sidecarInjectorWebhook.neverInjectSelector in key \"values\" is no list",
                "{\"pilot\": {\"cni\": {\"enabled\": 1}}} | pilot.cni.enabled in key \"values\" is no boolean",
            })
    void namesTheValueThatHasAnotherType(String values, String problem) throws JsonProcessingException {
        assertThat(ObjectReader.revision(configMap("istio-sidecar-injector", values)))
                .contains(new ObjectReader.Revision("default", new ObjectReader.Reading.Invalid(problem)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"pilot\": {\"cni\": {\"enabled\": true}}} | true",
                "{\"istio_cni\": {\"enabled\": true}} | true",
                "{\"pilot\": {\"cni\": {\"enabled\": false}}, \"istio_cni\": {\"enabled\": true}} | false",
                "{} | false",
            })
    void readsWhoRedirectsOfOldAndNewReleases(String values, boolean plugin) throws JsonProcessingException {
        assertThat(ObjectReader.revision(configMap("istio-sidecar-injector", values))
                        .flatMap(ObjectReader.Revision::values))
                .map(IstioValues::usesPlugin)
                .contains(plugin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"istio", "istio-ca-root-cert", "istio-sidecar-injectors", "my-istio-sidecar-injector"})
    void readsNoRevisionFromAnotherConfigMap(String name) throws JsonProcessingException {
        assertThat(ObjectReader.revision(configMap(name, "{}"))).isEmpty();
    }

    @Test
    void readsATag() throws JsonProcessingException {
        assertThat(ObjectReader.tag(
                        json("{\"metadata\": {\"labels\": {\"istio.io/tag\": \"prod\", \"istio.io/rev\": \"1-27\"}}}")))
                .contains(new ObjectReader.Tag("prod", "1-27"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"metadata\": {\"labels\": {\"istio.io/tag\": \"prod\"}}}",
                "{\"metadata\": {\"labels\": {\"istio.io/rev\": \"1-27\"}}}"
            })
    void readsNoTagWithoutBothLabels(String object) throws JsonProcessingException {
        assertThat(ObjectReader.tag(json(object))).isEmpty();
    }

    private static JsonNode configMap(String name, String values) {
        var object = JSON.createObjectNode();
        object.putObject("metadata").put("name", name);
        object.putObject("data").put("values", values);
        return object;
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return JSON.readTree(text);
    }
}
