package dev.probebypass.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A text with manifests, and the documents that stand in it.
 *
 * @param file its path, or {@code standard input}
 * @param text as it stands there, without a byte order mark
 * @param documents in order; blank ones of YAML are {@code null} nodes
 */
public record ManifestText(String file, String text, Syntax syntax, List<JsonNode> documents) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    public ManifestText {
        documents = List.copyOf(documents);
    }

    /** What a text is written in. */
    public enum Syntax {
        /** JSON, one document after the other. */
        JSON,
        /** YAML. */
        YAML;

        /**
         * Reads the documents of a text.
         *
         * @throws InvalidDocumentException if one of them can't be read
         */
        public List<JsonNode> read(String text) throws InvalidDocumentException {
            return switch (this) {
                case JSON -> JsonDocuments.read(text);
                case YAML -> YamlDocuments.read(text);
            };
        }
    }

    /**
     * Reads everything.
     *
     * @param sources files, directories, or {@code -} for standard input
     * @throws UnreadableInputException with a line for each thing that can't be read
     */
    public static List<ManifestText> read(List<String> sources, InputStream standardInput)
            throws UnreadableInputException {
        return ManifestReader.read(sources, standardInput);
    }

    /** The documents with their places. */
    List<Document> located() {
        return IntStream.range(0, documents.size())
                .mapToObj(index -> new Document(file, index + 1, documents.get(index)))
                .toList();
    }

    /** Like kubectl: what starts with a brace is JSON, unless it turns out to be YAML that does. */
    static ManifestText of(String file, String marked) throws InvalidDocumentException {
        String text = marked.startsWith(BYTE_ORDER_MARK) ? marked.substring(1) : marked;
        if (!text.stripLeading().startsWith("{")) {
            return of(file, text, Syntax.YAML);
        }
        try {
            return of(file, text, Syntax.JSON);
        } catch (InvalidDocumentException asJson) {
            return yamlThatLooksLikeJson(file, text, asJson);
        }
    }

    private static ManifestText yamlThatLooksLikeJson(String file, String text, InvalidDocumentException asJson)
            throws InvalidDocumentException {
        try {
            return of(file, text, Syntax.YAML);
        } catch (InvalidDocumentException alsoInvalid) {
            throw asJson;
        }
    }

    private static ManifestText of(String file, String text, Syntax syntax) throws InvalidDocumentException {
        return new ManifestText(file, text, syntax, syntax.read(text));
    }
}
