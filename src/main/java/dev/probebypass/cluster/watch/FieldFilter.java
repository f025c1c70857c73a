package dev.probebypass.cluster.watch;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads the fields of a JSON object whose paths are named, with all that is below them, and passes over the others without
 * making objects of them. Lists are no step of a path. What is no object where a path goes on is passed over too.
 */
final class FieldFilter {

    private final Map<String, FieldFilter> fields = new HashMap<>();
    private Predicate<String> wholly = _ -> false;

    /** Reads a field. */
    FieldFilter keep(String... path) {
        return keep(path[path.length - 1]::equals, Arrays.copyOf(path, path.length - 1));
    }

    /** Reads those fields of an object whose names are wanted. */
    FieldFilter keep(Predicate<String> names, String... path) {
        FieldFilter at = this;
        for (String step : path) {
            at = at.fields.computeIfAbsent(step, _ -> new FieldFilter());
        }
        at.wholly = at.wholly.or(names);
        return this;
    }

    /** Reads the value that the parser is at, empty if nothing of it is wanted; the parser is at its end then. */
    Optional<JsonNode> read(JsonParser json, DeserializationContext context) throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            return Optional.of(object(json, context));
        }
        if (json.currentToken() == JsonToken.START_ARRAY) {
            return Optional.of(array(json, context));
        }
        return Optional.empty();
    }

    private ObjectNode object(JsonParser json, DeserializationContext context) throws IOException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            if (wholly.test(name)) {
                object.set(name, context.readTree(json));
            } else if (fields.containsKey(name)) {
                fields.get(name).read(json, context).ifPresent(value -> object.set(name, value));
            } else {
                json.skipChildren();
            }
        }
        return object;
    }

    private ArrayNode array(JsonParser json, DeserializationContext context) throws IOException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            array.add(read(json, context).orElseGet(JsonNodeFactory.instance::nullNode));
        }
        return array;
    }
}
