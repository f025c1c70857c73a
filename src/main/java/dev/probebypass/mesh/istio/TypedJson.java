package dev.probebypass.mesh.istio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * JSON whose fields have types. A field that is missing or null says nothing; one of another type is an error that names it.
 *
 * @param path the names that lead here, with a dot after each
 */
record TypedJson(String path, JsonNode json) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,5}");

    /** A field of another type than it should be; the message names it. */
    static final class WrongTypeException extends Exception {

        private static final long serialVersionUID = 1L;

        private WrongTypeException(String field, String wanted) {
            super("%s in key \"values\" is no %s".formatted(field, wanted));
        }
    }

    TypedJson object(String field) throws WrongTypeException {
        JsonNode value = field(field);
        require(value.isMissingNode() || value.isObject(), field, "object");
        return new TypedJson(path + field + ".", value);
    }

    JsonNode list(String field) throws WrongTypeException {
        JsonNode value = field(field);
        require(value.isMissingNode() || value.isArray(), field, "list");
        return value;
    }

    Optional<Boolean> truth(String field) throws WrongTypeException {
        JsonNode value = field(field);
        String text = value.asText();
        require(value.isMissingNode() || text.equals("true") || text.equals("false"), field, "boolean");
        return value.isMissingNode() ? Optional.empty() : Optional.of(text.equals("true"));
    }

    /** A text; a chart that was given a number has one in its place. */
    Optional<String> text(String field) throws WrongTypeException {
        JsonNode value = field(field);
        require(value.isMissingNode() || value.isTextual() || value.isIntegralNumber(), field, "text");
        return value.isMissingNode() ? Optional.empty() : Optional.of(value.asText());
    }

    Optional<Integer> number(String field) throws WrongTypeException {
        JsonNode value = field(field);
        boolean isNumber = (value.isIntegralNumber() || value.isTextual())
                && NUMBER.matcher(value.asText()).matches();
        require(value.isMissingNode() || isNumber, field, "number");
        return isNumber ? Optional.of(Integer.parseInt(value.asText())) : Optional.empty();
    }

    private JsonNode field(String field) {
        JsonNode value = json.path(field);
        return value.isNull() ? MissingNode.getInstance() : value;
    }

    private void require(boolean holds, String field, String wanted) throws WrongTypeException {
        if (!holds) {
            throw new WrongTypeException(path + field, wanted);
        }
    }
}
