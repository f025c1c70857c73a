package dev.probebypass.mesh.istio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.mesh.istio.IstioSelection.Policy;
import dev.probebypass.objects.LabelSelector;
import dev.probebypass.objects.LabelSelector.Operator;
import dev.probebypass.objects.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes values from the JSON that the key {@code values} of an injector's ConfigMap holds. What is missing or null is Istio's
 * default; what is of another type than Istio's is a mistake that istiod does not take over either.
 */
final class IstioValuesReader {

    private IstioValuesReader() {}

    static InjectorConfigMap.Reading read(JsonNode values) {
        try {
            return new InjectorConfigMap.Reading.Valid(values(new TypedJson("", values)));
        } catch (TypedJson.WrongTypeException wrong) {
            return new InjectorConfigMap.Reading.Invalid(String.valueOf(wrong.getMessage()));
        }
    }

    private static IstioValues values(TypedJson values) throws TypedJson.WrongTypeException {
        TypedJson proxy = values.object("global").object("proxy");
        TypedJson injector = values.object("sidecarInjectorWebhook");
        return new IstioValues(
                injector.truth("rewriteAppHTTPProbe").orElse(false),
                proxy.text("includeInboundPorts").orElse(IstioValues.ALL_PORTS),
                proxy.text("excludeInboundPorts").orElse(""),
                proxy.text("excludeOutboundPorts").orElse(""),
                proxy.number("statusPort").orElse(IstioValues.ASSUMED.statusPort()),
                usesPlugin(values),
                selection(proxy, injector));
    }

    /** Up to Istio 1.21 the plugin had values of its own. */
    private static boolean usesPlugin(TypedJson values) throws TypedJson.WrongTypeException {
        Optional<Boolean> said = values.object("pilot").object("cni").truth("enabled");
        return said.isPresent()
                ? said.get()
                : values.object("istio_cni").truth("enabled").orElse(false);
    }

    private static IstioSelection selection(TypedJson proxy, TypedJson injector) throws TypedJson.WrongTypeException {
        List<String> templates = new ArrayList<>();
        injector.list("defaultTemplates").forEach(template -> templates.add(template.asText()));
        return new IstioSelection(
                policy(proxy.text("autoInject").orElse("enabled")),
                injector.truth("enableNamespacesByDefault").orElse(false),
                selectors(injector.list("neverInjectSelector")),
                selectors(injector.list("alwaysInjectSelector")),
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
