package dev.probebypass.inject;

import java.util.List;
import java.util.Optional;

/** A value of a document, and where it stands in the text. Offsets count from the text's beginning; the end is exclusive. */
sealed interface TextNode {

    /** Where it begins, with its anchor and tag. */
    int start();

    /** Where it ends. */
    int end();

    /** How it is written. */
    enum Style {
        /** By lines and their indentation: collections of YAML, and its literal and folded texts. */
        BLOCK,
        /** With signs of its own at both ends, or on one line. */
        FLOW
    }

    /** A mapping. In block style its end is that of the white space behind it. */
    record Mapping(int start, int end, Style style, List<Entry> entries) implements TextNode {

        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The entry of that key, unless there is none or it is merged into the mapping. */
        Optional<Entry> find(String key) {
            return entries.stream().filter(entry -> entry.name().equals(key)).findFirst();
        }
    }

    /** A sequence. In block style its end is that of the white space behind it. */
    record Sequence(int start, int end, Style style, List<TextNode> items) implements TextNode {

        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** A text, a number, a boolean, or nothing. */
    record Scalar(int start, int end, Style style, String value) implements TextNode {}

    /** A reference to a value elsewhere in the document. */
    record Alias(int start, int end) implements TextNode {}

    /** A key and its value. */
    record Entry(TextNode key, TextNode value) {

        /** The key, empty if it is no text. */
        String name() {
            return key instanceof Scalar scalar ? scalar.value() : "";
        }
    }
}
