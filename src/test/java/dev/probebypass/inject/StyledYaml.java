package dev.probebypass.inject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Writes a value as somebody might have: in block or flow style or both, with comments, quotes and indentation as chance has it. */
final class StyledYaml {

    private static final List<String> SAFE = List.of("metadata", "annotations", "labels", "spec", "template");

    private final Random chance;
    private final int step;
    private final boolean indentsItems;
    private final double flow;
    private final double comments;
    private final List<String> lines = new ArrayList<>();
    private final List<String> written = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private StyledYaml(Random chance) {
        this.chance = chance;
        this.step = 1 + chance.nextInt(4);
        this.indentsItems = chance.nextBoolean();
        this.flow = chance.nextInt(4) * 0.2;
        this.comments = chance.nextInt(3) * 0.3;
    }

    /**
     * A text.
     *
     * @param commentLines those that have a line of their own
     * @param comments all that are in it
     */
    record Styled(String text, List<String> commentLines, List<String> comments) {

        Styled {
            commentLines = List.copyOf(commentLines);
            comments = List.copyOf(comments);
        }
    }

    static Styled write(List<JsonNode> documents, Random chance) {
        StyledYaml yaml = new StyledYaml(chance);
        for (JsonNode document : documents) {
            yaml.document(document);
        }
        String text = yaml.text.toString();
        text = chance.nextInt(4) == 0 ? text.stripTrailing() : text;
        text = chance.nextInt(4) == 0 ? text.replace("\n", "\r\n") : text;
        return new Styled(chance.nextInt(8) == 0 ? "\uFEFF" + text : text, yaml.lines, yaml.written);
    }

    private void document(JsonNode document) {
        if (!text.isEmpty() || chance.nextBoolean()) {
            line("---" + comment());
        }
        above("");
        if (chance.nextInt(6) == 0) {
            line(inFlow(document) + comment());
        } else {
            mapping(document, "");
        }
        if (chance.nextInt(6) == 0) {
            line("...");
        }
    }

    private void mapping(JsonNode mapping, String indentation) {
        mapping.properties().forEach(entry -> {
            above(indentation);
            entry(entry.getKey(), entry.getValue(), indentation);
        });
    }

    private void entry(String key, JsonNode value, String indentation) {
        String head = indentation + key(key) + ":";
        if (!hasLines(value)) {
            scalar(head, value, indentation);
        } else if (value.isArray()) {
            line(head + comment());
            items(value, indentation + (indentsItems ? " ".repeat(step) : ""));
        } else {
            line(head + comment());
            mapping(value, indentation + " ".repeat(step));
        }
    }

    private boolean hasLines(JsonNode value) {
        return value.isContainerNode() && !value.isEmpty() && chance.nextDouble() >= flow;
    }

    private void items(JsonNode items, String indentation) {
        for (JsonNode item : items) {
            above(indentation);
            if (item.isObject() && hasLines(item)) {
                String before = text.toString();
                text.setLength(0);
                item.properties().forEach(entry -> entry(entry.getKey(), entry.getValue(), indentation + "  "));
                text.replace(indentation.length(), indentation.length() + 1, "-");
                text.insert(0, before);
            } else {
                line(indentation + "- " + inFlow(item) + comment());
            }
        }
    }

    private void scalar(String head, JsonNode value, String indentation) {
        if (value.isTextual() && !value.asText().isEmpty() && chance.nextInt(6) == 0) {
            line(head + (chance.nextBoolean() ? " |-" : " >-"));
            line(indentation + " ".repeat(step) + value.asText());
            text.append(chance.nextInt(3) == 0 ? "\n" : "");
        } else if (value.isNull() && chance.nextBoolean()) {
            line(head + comment());
        } else {
            line(head + " ".repeat(1 + chance.nextInt(2)) + inFlow(value) + comment());
        }
    }

    private String inFlow(JsonNode value) {
        if (value.isObject()) {
            List<String> entries = new ArrayList<>();
            value.properties().forEach(entry -> entries.add(key(entry.getKey()) + ": " + inFlow(entry.getValue())));
            return "{" + String.join(separator(), entries)
                    + (!entries.isEmpty() && chance.nextInt(5) == 0 ? ", }" : "}");
        }
        if (value.isArray()) {
            List<String> items = new ArrayList<>();
            value.forEach(item -> items.add(inFlow(item)));
            return "[" + String.join(separator(), items) + "]";
        }
        return value instanceof TextNode text ? quoted(text.asText()) : value.isNull() ? "null" : value.toString();
    }

    private String separator() {
        return chance.nextInt(8) == 0 ? " ,  " : ", ";
    }

    private String quoted(String value) {
        boolean isPlain = value.matches("[a-z]+") && chance.nextInt(3) > 0;
        return isPlain ? value : chance.nextBoolean() ? "'" + value + "'" : "\"" + value + "\"";
    }

    private String key(String key) {
        return switch (chance.nextInt(SAFE.contains(key) ? 12 : 4)) {
            case 0 -> "\"" + key + "\"";
            case 1 -> "'" + key + "'";
            default -> key;
        };
    }

    private void above(String indentation) {
        if (chance.nextDouble() < comments) {
            String comment = newComment();
            lines.add(comment);
            line((chance.nextInt(4) == 0 ? "" : indentation) + comment);
        }
        if (chance.nextDouble() < comments / 2) {
            text.append('\n');
        }
    }

    private String comment() {
        return chance.nextDouble() < comments ? "  " + newComment() : "";
    }

    private String newComment() {
        String comment = "# comment %d {of: [anybody: \"\uD83D\uDE00".formatted(written.size());
        written.add(comment);
        return comment;
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
