package dev.probebypass.inject;

import dev.probebypass.inject.TextNode.Alias;
import dev.probebypass.inject.TextNode.Mapping;
import dev.probebypass.inject.TextNode.Scalar;
import dev.probebypass.inject.TextNode.Sequence;
import dev.probebypass.inject.TextNode.Style;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a text: where they begin and end, how far they are indented, and what ends them. */
record Lines(String text) {

    private static final Pattern COMMENT = Pattern.compile("[ \\t]+#.*");

    /** What ends the lines of the text: what ends its first. */
    String lineBreak() {
        int first = nextLine(0);
        String line = text.substring(0, first);
        return line.endsWith("\r\n") ? "\r\n" : line.endsWith("\r") ? "\r" : "\n";
    }

    /** Where the line of an offset begins. */
    int start(int offset) {
        int start = offset;
        while (start > 0 && !isLineBreak(start - 1)) {
            start--;
        }
        return start;
    }

    /** Where the line after that of an offset begins, or the end of the text. */
    int nextLine(int offset) {
        int end = offset;
        while (end < text.length() && !isLineBreak(end)) {
            end++;
        }
        if (text.startsWith("\r\n", end)) {
            return end + 2;
        }
        return Math.min(end + 1, text.length());
    }

    private boolean isLineBreak(int offset) {
        return text.charAt(offset) == '\n' || text.charAt(offset) == '\r';
    }

    /** What stands before an offset in its line, or blanks as wide as that. */
    String indentation(int offset) {
        String before = text.substring(start(offset), offset);
        return before.isBlank() ? before : " ".repeat(before.codePointCount(0, before.length()));
    }

    /** Whether nothing but blanks stands before an offset in its line. */
    boolean beginsLine(int offset) {
        return text.substring(start(offset), offset).isBlank();
    }

    /** Where the line begins, or the first of the comments right above it. */
    int startWithComments(int offset) {
        int start = start(offset);
        while (start > 0) {
            int above = start(start - 1 - (text.startsWith("\r\n", start - 2) ? 1 : 0));
            if (!text.substring(above, start).stripLeading().startsWith("#")) {
                return start;
            }
            start = above;
        }
        return start;
    }

    /** Where the line after a value begins, with the comment behind it. */
    int after(TextNode node) {
        return switch (node) {
            case Mapping mapping
            when mapping.style() == Style.BLOCK ->
                after(mapping.entries().getLast().value());
            case Sequence sequence
            when sequence.style() == Style.BLOCK -> after(sequence.items().getLast());
            case Scalar scalar when scalar.style() == Style.BLOCK -> afterLines(scalar);
            case Mapping _, Sequence _, Scalar _, Alias _ -> nextLine(node.end());
        };
    }

    /** The blank lines that end such a text belong to it only if its first line says so, as in {@code |+}. */
    private int afterLines(Scalar scalar) {
        boolean keeps = text.substring(scalar.start(), nextLine(scalar.start())).contains("+");
        return keeps ? scalar.end() : nextLine(end(scalar));
    }

    /** The comment in the first line of a literal or folded text, as behind {@code |}, with the blanks before it. */
    String headerComment(TextNode node) {
        if (!(node instanceof Scalar scalar) || scalar.style() != Style.BLOCK) {
            return "";
        }
        Matcher comment = COMMENT.matcher(text.substring(scalar.start(), nextLine(scalar.start())));
        return comment.find() ? comment.group().stripTrailing() : "";
    }

    /** Where the last character of a value stands, and not what follows it to the next one. */
    int end(TextNode node) {
        return switch (node) {
            case Mapping mapping
            when mapping.style() == Style.BLOCK ->
                end(mapping.entries().getLast().value());
            case Sequence sequence
            when sequence.style() == Style.BLOCK -> end(sequence.items().getLast());
            case Scalar scalar
            when scalar.style() == Style.BLOCK ->
                scalar.start()
                        + text.substring(scalar.start(), scalar.end())
                                .stripTrailing()
                                .length();
            case TextNode other -> other.end();
        };
    }

    /** Lines to insert where a line begins, or at the end of a text whose last line nothing ends. */
    Edit insertion(int at, String lines) {
        return at > 0 && !isLineBreak(at - 1)
                ? Edit.insertion(at, lineBreak() + lines.stripTrailing())
                : Edit.insertion(at, lines);
    }
}
