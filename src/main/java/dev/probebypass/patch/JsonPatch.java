package dev.probebypass.patch;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON Patch.
 *
 * <p>An API server refuses a pod whose patch does not apply, even under {@code failurePolicy: Ignore}. Hence the two forms
 * here: one {@code add} of the whole map where there is none, one {@code add} per key where there is one.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>
 */
public record JsonPatch(List<Operation> operations) {

    /** The patch that changes nothing. */
    public static final JsonPatch EMPTY = new JsonPatch(List.of());

    private static final String ANNOTATIONS = "/metadata/annotations";

    public JsonPatch {
        operations = List.copyOf(operations);
    }

    /**
     * The patch that makes a map of annotations where there is none.
     *
     * @param changes values to set; an empty one would take an annotation away and has nothing to do here
     */
    public static JsonPatch creatingAnnotations(Map<String, Optional<String>> changes) {
        Map<String, String> values = new LinkedHashMap<>();
        changes.forEach((key, value) -> value.ifPresent(text -> values.put(key, text)));
        return values.isEmpty() ? EMPTY : new JsonPatch(List.of(new Operation.AddObject(ANNOTATIONS, values)));
    }

    /**
     * The patch that changes annotations where the pod has some.
     *
     * @param changes values to set, empty to take away an annotation that is there
     */
    public static JsonPatch changingAnnotations(Map<String, Optional<String>> changes) {
        List<Operation> operations = new ArrayList<>(changes.size());
        changes.forEach((key, value) -> operations.add(operation(pointer(key), value)));
        return new JsonPatch(operations);
    }

    private static Operation operation(String path, Optional<String> value) {
        return value.<Operation>map(text -> new Operation.AddText(path, text))
                .orElseGet(() -> new Operation.Remove(path));
    }

    /** RFC 6901, section 3. */
    private static String pointer(String key) {
        StringBuilder pointer = new StringBuilder(ANNOTATIONS.length() + key.length() + 2)
                .append(ANNOTATIONS)
                .append('/');
        for (int i = 0; i < key.length(); i++) {
            switch (key.charAt(i)) {
                case '~' -> pointer.append("~0");
                case '/' -> pointer.append("~1");
                default -> pointer.append(key.charAt(i));
            }
        }
        return pointer.toString();
    }

    public boolean isEmpty() {
        return operations.isEmpty();
    }

    /** Writes the patch as one JSON array. */
    public void write(JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (Operation operation : operations) {
            json.writeStartObject();
            switch (operation) {
                case Operation.AddText(String path, String value) -> {
                    head(json, "add", path);
                    json.writeStringField("value", value);
                }
                case Operation.AddObject(String path, Map<String, String> value) -> {
                    head(json, "add", path);
                    object(json, value);
                }
                case Operation.Remove(String path) -> head(json, "remove", path);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void head(JsonGenerator json, String op, String path) throws IOException {
        json.writeStringField("op", op);
        json.writeStringField("path", path);
    }

    private static void object(JsonGenerator json, Map<String, String> value) throws IOException {
        json.writeObjectFieldStart("value");
        for (Map.Entry<String, String> entry : value.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }
}
