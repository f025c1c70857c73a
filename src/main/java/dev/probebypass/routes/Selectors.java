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
        for (JsonNode expression : selector.path("matchExpressions")) {
            List<String> values = new ArrayList<>();
            expression.path("values").forEach(value -> values.add(value.asText()));
            requirements.add(new Requirement(
                    expression.path("key").asText(),
                    operator(expression.path("operator").asText()),
                    values));
        }
        return new LabelSelector(requirements);
    }

    /** A selector that is a map of labels. */
    public static LabelSelector labels(JsonNode labels) {
        return new LabelSelector(ClusterObject.texts(labels).entrySet().stream()
                .map(label -> new Requirement(label.getKey(), Operator.IN, List.of(label.getValue())))
                .toList());
    }

    private static Operator operator(String word) {
        return switch (word) {
            case "NotIn" -> Operator.NOT_IN;
            case "Exists" -> Operator.EXISTS;
            case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
            default -> Operator.IN;
        };
    }
}
