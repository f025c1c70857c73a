package dev.probebypass.inject;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.inject.TextNode.Entry;
import dev.probebypass.inject.TextNode.Mapping;
import dev.probebypass.inject.TextNode.Style;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Edits of one mapping in the style that it is written in.
 *
 * @param values how new values are written
 * @param keys how new keys are written within braces that have no key yet
 */
record MappingEdits(Lines lines, ValueText values, Key keys) {

    /** Adds entries, the last ones of the mapping. */
    Edit append(Mapping mapping, List<Map.Entry<String, JsonNode>> entries) {
        if (mapping.style() == Style.FLOW) {
            return appendWithinBraces(mapping, entries);
        }
        String indentation =
                lines.indentation(mapping.entries().getFirst().key().start());
        return lines.insertion(
                lines.after(mapping),
                entries.stream()
                        .map(entry -> values.entry(indentation, entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining()));
    }

    private Edit appendWithinBraces(Mapping mapping, List<Map.Entry<String, JsonNode>> entries) {
        if (mapping.entries().isEmpty()) {
            return Edit.insertion(mapping.end() - 1, joined(entries, "", ", ", keys));
        }
        Entry last = mapping.entries().getLast();
        String separator = ", ";
        String indentation = "";
        if (lines.beginsLine(last.key().start())) {
            indentation = lines.indentation(last.key().start());
            separator = "," + values.lineBreak() + indentation;
        }
        return Edit.insertion(last.value().end(), separator + joined(entries, indentation, separator, keysOf(mapping)));
    }

    private String joined(List<Map.Entry<String, JsonNode>> entries, String indentation, String separator, Key style) {
        return entries.stream()
                .map(entry -> style.of(entry.getKey()) + ": "
                        + (indentation.isEmpty()
                                ? ValueText.onOneLine(entry.getValue(), style)
                                : values.inBraces(indentation, entry.getValue(), style)))
                .collect(Collectors.joining(separator));
    }

    private Key keysOf(Mapping mapping) {
        boolean isQuoted = !mapping.entries().isEmpty()
                && lines.text()
                        .startsWith("\"", mapping.entries().getFirst().key().start());
        return isQuoted ? Key.QUOTED : keys;
    }

    /** Adds an entry before one that is there, and before the comments above that. */
    Edit prepend(Entry before, String key, JsonNode value) {
        int start = before.key().start();
        String indentation = lines.indentation(start);
        String text = values.entry(indentation, key, value);
        return lines.beginsLine(start)
                ? Edit.insertion(lines.startWithComments(start), text)
                : Edit.insertion(start, text.substring(indentation.length()) + indentation);
    }

    /** Takes the entry of a mapping in block style away, with its lines. */
    Edit remove(Entry entry) {
        return new Edit(lines.start(entry.key().start()), lines.after(entry.value()), "");
    }

    /** Puts another value in the place of one, within braces if it has several. */
    Edit replace(TextNode old, JsonNode value) {
        Key style = old instanceof Mapping mapping ? keysOf(mapping) : keys;
        String text = ValueText.onOneLine(value, style);
        if (old.start() == old.end()) {
            return Edit.insertion(old.start(), (lines.text().startsWith(":", old.start() - 1) ? " " : ": ") + text);
        }
        return new Edit(old.start(), lines.end(old), text + lines.headerComment(old));
    }

    /** Puts a mapping in block style in the place of nothing, or of one without entries, which stands behind its key. */
    List<Edit> unfold(Entry entry, JsonNode mapping) {
        String indentation = lines.indentation(entry.key().start()) + values.step();
        String text = mapping.properties().stream()
                .map(each -> values.entry(indentation, each.getKey(), each.getValue()))
                .collect(Collectors.joining());
        TextNode old = entry.value();
        return List.of(new Edit(afterColon(entry), old.end(), ""), lines.insertion(lines.nextLine(old.end()), text));
    }

    /** Says that a mapping in block style is empty, once its lines are gone. */
    Edit empty(Entry entry) {
        return Edit.insertion(afterColon(entry), " {}");
    }

    private int afterColon(Entry entry) {
        return lines.text().indexOf(':', entry.key().end()) + 1;
    }

    /** Whether a value begins in the line of its key, with nothing between but blanks. */
    boolean isBesideItsKey(Entry entry) {
        int key = entry.key().end();
        int value = entry.value().start();
        return value > key && lines.text().substring(key, value).matches("[ \\t]*:[ \\t]*");
    }
}
