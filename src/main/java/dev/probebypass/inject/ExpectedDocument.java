package dev.probebypass.inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a document has to say once the annotations are in it. */
final class ExpectedDocument {

    static final String METADATA = "metadata";
    static final String ANNOTATIONS = "annotations";

    private ExpectedDocument() {}

    static JsonNode of(JsonNode document, List<Injection> injections) {
        JsonNode expected = document.deepCopy();
        for (Injection injection : injections) {
            annotate(expected.at(injection.target()), injection.changes());
        }
        return expected;
    }

    private static void annotate(JsonNode target, Map<String, Optional<String>> changes) {
        if (target instanceof ObjectNode pod) {
            ObjectNode annotations = objectIn(objectIn(pod, METADATA), ANNOTATIONS);
            changes.forEach((key, value) ->
                    value.ifPresentOrElse(text -> annotations.put(key, text), () -> annotations.remove(key)));
        }
    }

    /** The object of that key; it is made where there is none, or nothing but {@code null}. */
    private static ObjectNode objectIn(ObjectNode parent, String key) {
        return parent.get(key) instanceof ObjectNode object ? object : parent.putObject(key);
    }
}
