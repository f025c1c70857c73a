package dev.probebypass.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.text.OutsideText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds values that are of another type than the API server wants, which then refuses the object: a text that is none for want of
 * quotes, a port that is a text because of them. What is said of each is short, such as {@code annotation a: 8080}.
 */
final class RefusedValues {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final int LONGEST_VALUE = 40;

    private static final List<String> CONTAINERS = List.of("initContainers", "containers");
    private static final List<String> CALLERS =
            List.of("readinessProbe", "livenessProbe", "startupProbe", "lifecycle/postStart", "lifecycle/preStop");
    private static final List<String> HANDLERS = List.of("httpGet", "tcpSocket", "grpc");

    private RefusedValues() {}

    /** Labels and annotations whose values are no texts. */
    static List<String> inMetadata(JsonNode metadata) {
        return Stream.concat(
                        noTexts("label", metadata.path("labels")), noTexts("annotation", metadata.path("annotations")))
                .toList();
    }

    /** Ports in quotes in what a pod is to be. */
    static List<String> inPod(JsonNode spec) {
        List<String> found = new ArrayList<>();
        for (String kind : CONTAINERS) {
            for (JsonNode container : spec.path(kind)) {
                for (JsonNode port : container.path("ports")) {
                    quoted(port, List.of("containerPort", "hostPort"), found);
                }
                CALLERS.forEach(caller -> HANDLERS.forEach(
                        handler -> quoted(container.at("/" + caller).path(handler), List.of("port"), found)));
            }
        }
        return found;
    }

    /** The same in an object that makes no pods: a Service selects by labels and has ports. */
    static List<String> inOther(JsonNode object) {
        List<String> found = new ArrayList<>(inMetadata(object.path("metadata")));
        if (ApiKind.of(object).isBuiltIn("Service")) {
            noTexts("selector", object.at("/spec/selector")).forEach(found::add);
            for (JsonNode port : object.at("/spec/ports")) {
                quoted(port, List.of("port", "targetPort", "nodePort"), found);
            }
        }
        return found;
    }

    private static Stream<String> noTexts(String kind, JsonNode texts) {
        return texts.properties().stream()
                .filter(entry ->
                        !entry.getValue().isTextual() && !entry.getValue().isNull())
                .map(entry -> noText(kind, entry));
    }

    private static String noText(String kind, Map.Entry<String, JsonNode> entry) {
        return "%s %s: %s"
                .formatted(
                        kind,
                        OutsideText.name(entry.getKey()),
                        OutsideText.escape(entry.getValue().toString(), LONGEST_VALUE));
    }

    private static void quoted(JsonNode object, List<String> fields, List<String> found) {
        for (String field : fields) {
            JsonNode port = object.path(field);
            if (port.isTextual() && DIGITS.matcher(port.textValue()).matches()) {
                found.add("%s: %s".formatted(field, OutsideText.quote(port.textValue(), LONGEST_VALUE)));
            }
        }
    }
}
