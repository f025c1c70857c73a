package dev.probebypass.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.mesh.IstioSelection;
import dev.probebypass.mesh.IstioSelection.Policy;
import dev.probebypass.mesh.IstioValues;
import dev.probebypass.mesh.LabelSelector;
import dev.probebypass.mesh.LabelSelector.Operator;
import dev.probebypass.mesh.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes values from the JSON that the key {@code values} of an injector's ConfigMap holds. */
final class IstioValuesReader {

    private IstioValuesReader() {}

    static IstioValues read(JsonNode values) {
        JsonNode proxy = values.path("global").path("proxy");
        JsonNode injector = values.path("sidecarInjectorWebhook");
        return new IstioValues(
                injector.path("rewriteAppHTTPProbe").asBoolean(false),
                proxy.path("includeInboundPorts").asText(IstioValues.ALL_PORTS),
                proxy.path("excludeInboundPorts").asText(""),
                proxy.path("excludeOutboundPorts").asText(""),
                proxy.path("statusPort").asInt(IstioValues.ASSUMED.statusPort()),
                selection(proxy, injector));
    }

    private static IstioSelection selection(JsonNode proxy, JsonNode injector) {
        List<String> templates = new ArrayList<>();
        injector.path("defaultTemplates").forEach(template -> templates.add(template.asText()));
        return new IstioSelection(
                policy(proxy.path("autoInject").asText("enabled")),
                injector.path("enableNamespacesByDefault").asBoolean(false),
                selectors(injector.path("neverInjectSelector")),
                selectors(injector.path("alwaysInjectSelector")),
                templates.isEmpty() ? IstioValues.ASSUMED.selection().defaultTemplates() : templates);
    }

    private static Policy policy(String word) {
        return switch (word) {
            case "enabled" -> Policy.ENABLED;
            case "disabled" -> Policy.DISABLED;
            default -> Policy.ILLEGAL;
        };
    }

    /** The selectors that can be read; one that can't is ignored, as istiod does. */
    private static List<LabelSelector> selectors(JsonNode selectors) {
        List<LabelSelector> read = new ArrayList<>();
        selectors.forEach(selector -> selector(selector).ifPresent(read::add));
        return read;
    }

    private static Optional<LabelSelector> selector(JsonNode selector) {
        List<Requirement> requirements = new ArrayList<>();
        selector.path("matchLabels")
                .forEachEntry(
                        (key, value) -> requirements.add(new Requirement(key, Operator.IN, List.of(value.asText()))));
        for (JsonNode expression : selector.path("matchExpressions")) {
            Optional<Operator> operator = operator(expression.path("operator").asText());
            if (operator.isEmpty()) {
                return Optional.empty();
            }
            List<String> values = new ArrayList<>();
            expression.path("values").forEach(value -> values.add(value.asText()));
            requirements.add(new Requirement(expression.path("key").asText(), operator.get(), values));
        }
        return Optional.of(new LabelSelector(requirements));
    }

    private static Optional<Operator> operator(String name) {
        return switch (name) {
            case "In" -> Optional.of(Operator.IN);
            case "NotIn" -> Optional.of(Operator.NOT_IN);
            case "Exists" -> Optional.of(Operator.EXISTS);
            case "DoesNotExist" -> Optional.of(Operator.DOES_NOT_EXIST);
            default -> Optional.empty();
        };
    }
}
