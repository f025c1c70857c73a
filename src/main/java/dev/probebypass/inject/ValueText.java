package dev.probebypass.inject;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Collectors;

/**
 * Values as YAML or JSON. Every text is in double quotes, so that none of them reads as something else.
 *
 * @param step what a level is indented by
 */
record ValueText(String step, String lineBreak) {

    private static final String DASH = "- ";

    /** Values on one line, within braces. */
    static String onOneLine(JsonNode value, Key keys) {
        return isEmpty(value) || value.isArray()
                ? value.toString()
                : value.properties().stream()
                        .map(entry -> keys.of(entry.getKey()) + ": " + onOneLine(entry.getValue(), keys))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    /** A value within braces and on several lines, the first of which is indented already. */
    String inBraces(String indentation, JsonNode value, Key keys) {
        String inner = lineBreak + indentation + step;
        return isEmpty(value) || value.isArray()
                ? value.toString()
                : value.properties().stream()
                        .map(entry ->
                                keys.of(entry.getKey()) + ": " + inBraces(indentation + step, entry.getValue(), keys))
                        .collect(Collectors.joining("," + inner, "{" + inner, lineBreak + indentation + "}"));
    }

    /** A whole value in lines. */
    String lines(JsonNode value) {
        StringBuilder text = new StringBuilder();
        if (isEmpty(value)) {
            text.append(value).append(lineBreak);
        } else {
            lines(text, "", value);
        }
        return text.toString();
    }

    /** An entry of a mapping, in lines of which the first is indented so far. */
    String entry(String indentation, String key, JsonNode value) {
        StringBuilder text = new StringBuilder();
        entry(text, indentation, key, value);
        return text.toString();
    }

    private void entry(StringBuilder text, String indentation, String key, JsonNode value) {
        text.append(indentation).append(Key.PLAIN.of(key)).append(':');
        if (isEmpty(value)) {
            text.append(' ').append(value).append(lineBreak);
        } else {
            text.append(lineBreak);
            lines(text, value.isArray() ? indentation : indentation + step, value);
        }
    }

    private void lines(StringBuilder text, String indentation, JsonNode value) {
        if (value.isArray()) {
            value.forEach(item -> item(text, indentation, item));
        } else {
            value.properties().forEach(entry -> entry(text, indentation, entry.getKey(), entry.getValue()));
        }
    }

    /** The first line of an item begins with a dash in place of its last two blanks. */
    private void item(StringBuilder text, String indentation, JsonNode item) {
        if (isEmpty(item)) {
            text.append(indentation).append(DASH).append(item).append(lineBreak);
            return;
        }
        int dash = text.length() + indentation.length();
        lines(text, indentation + " ".repeat(DASH.length()), item);
        text.replace(dash, dash + DASH.length(), DASH);
    }

    /** Whether there is nothing in a value that could have a line of its own. */
    private static boolean isEmpty(JsonNode value) {
        return !value.isContainerNode() || value.isEmpty();
    }
}
