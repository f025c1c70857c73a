package dev.probebypass.routes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.LabelSelector;
import dev.probebypass.objects.LabelSelector.Operator;
import dev.probebypass.objects.LabelSelector.Requirement;
import java.util.ArrayList;
import java.util.List;

/** Reads label selectors of objects. */
public final class Selectors {

    private Selectors() {}

    /** A selector with {@code matchLabels} and {@code matchExpressions}; an operator that is none holds for no label. */
    public static LabelSelector read(JsonNode selector) {
        List<Requirement> requirements =
                new ArrayList<>(labels(selector.path("matchLabels")).requirements());
        selector.path("matchExpressions").forEach(expression -> requirements.add(requirement(expression)));
        return new LabelSelector(requirements);
    }

    /** A selector that is a map of labels. */
    public static LabelSelector labels(JsonNode labels) {
        return new LabelSelector(ClusterObject.texts(labels).entrySet().stream()
                .map(label -> new Requirement(label.getKey(), Operator.IN, List.of(label.getValue())))
                .toList());
    }

    private static Requirement requirement(JsonNode expression) {
        String key = expression.path("key").asText();
        List<String> values = new ArrayList<>();
        expression.path("values").forEach(value -> values.add(value.asText()));
        return switch (expression.path("operator").asText()) {
            case "In" -> new Requirement(key, Operator.IN, values);
            case "NotIn" -> new Requirement(key, Operator.NOT_IN, values);
            case "Exists" -> new Requirement(key, Operator.EXISTS, values);
            case "DoesNotExist" -> new Requirement(key, Operator.DOES_NOT_EXIST, values);
            default -> new Requirement(key, Operator.IN, List.of());
        };
    }
}
