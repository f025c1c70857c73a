package dev.probebypass.apiserver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.stream.Collectors;

/** JSON as a tree, for what has no class of its own. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + text, e);
        }
    }

    /** The tree, or the text itself where a server answers with a word like {@code ok}. */
    static JsonNode parseOrQuote(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return TextNode.valueOf(text);
        }
    }

    /** An object of the Kubernetes model. */
    static JsonNode of(Object resource) {
        return parse(Serialization.asJson(resource));
    }

    static Map<String, String> texts(JsonNode object) {
        return object.properties().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, member -> member.getValue().asText()));
    }
}
