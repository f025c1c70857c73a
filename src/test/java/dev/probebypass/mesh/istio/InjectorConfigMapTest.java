package dev.probebypass.mesh.istio;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.mesh.istio.InjectorConfigMap.Reading;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InjectorConfigMapTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void readsTheValuesOfARevision() {
        Reading reading = InjectorConfigMap.read(configMap("""
                {"global": {"proxy": {"includeInboundPorts": "8080", "excludeInboundPorts": "9000",
                  "excludeOutboundPorts": "3306", "statusPort": 15099}},
                 "sidecarInjectorWebhook": {"rewriteAppHTTPProbe": true}}"""));

        assertThat(reading)
                .isEqualTo(new Reading.Valid(
                        new IstioValues(true, "8080", "9000", "3306", 15099, false, IstioValues.ASSUMED.selection())));
    }

    @Test
    void readsTheRevisionFromTheName() {
        assertThat(InjectorConfigMap.revisionOf("istio-sidecar-injector-1-27-1"))
                .contains("1-27-1");
        assertThat(InjectorConfigMap.revisionOf("istio-sidecar-injector")).contains("default");
        assertThat(InjectorConfigMap.read(configMap("{}"))).isEqualTo(new Reading.Valid(IstioValues.ASSUMED));
    }

    @Test
    void readsNumbersWhereTheChartWasGivenNumbers() {
        IstioValues values = values(configMap(
                        "{\"global\": {\"proxy\": {\"excludeInboundPorts\": 9000, \"statusPort\": \"15099\"}}}"))
                .orElseThrow();

        assertThat(values.excludeInboundPorts()).isEqualTo("9000");
        assertThat(values.statusPort()).isEqualTo(15099);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "5", "not json", "{", "global: {}"})
    void saysOfValuesThatAreNoneThatTheyCanNotBeRead(String values) {
        assertThat(InjectorConfigMap.read(configMap(values)))
                .isEqualTo(new Reading.Invalid("key \"values\" is not a JSON object"));
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
    void namesTheValueThatHasAnotherType(String values, String problem) {
        assertThat(InjectorConfigMap.read(configMap(values))).isEqualTo(new Reading.Invalid(problem));
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
    void readsWhoRedirectsOfOldAndNewReleases(String values, boolean plugin) {
        assertThat(values(configMap(values))).map(IstioValues::usesPlugin).contains(plugin);
    }

    @ParameterizedTest
    @ValueSource(strings = {"istio", "istio-ca-root-cert", "istio-sidecar-injectors", "my-istio-sidecar-injector"})
    void readsNoRevisionFromAnotherConfigMap(String name) {
        assertThat(InjectorConfigMap.revisionOf(name)).isEmpty();
    }

    private static Optional<IstioValues> values(JsonNode configMap) {
        return InjectorConfigMap.read(configMap) instanceof Reading.Valid(IstioValues values)
                ? Optional.of(values)
                : Optional.empty();
    }

    private static JsonNode configMap(String values) {
        var object = JSON.createObjectNode();
        object.putObject("data").put("values", values);
        return object;
    }
}
