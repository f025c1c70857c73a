package dev.probebypass.inject;

import dev.probebypass.manifests.ManifestText;
import java.util.List;

/**
 * A document and where it stands in a text: from its first character to that of the next document.
 *
 * @param root its value
 */
record TextDocument(int start, int end, TextNode root) {

    /** All documents of a text. */
    static List<TextDocument> of(ManifestText text) {
        return switch (text.syntax()) {
            case JSON -> JsonPositions.of(text.text());
            case YAML -> YamlPositions.of(text.text());
        };
    }

    /** Its part of the text. */
    String in(String text) {
        return text.substring(start, end);
    }
}
