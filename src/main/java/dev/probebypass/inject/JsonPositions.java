package dev.probebypass.inject;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Finds where the values of a JSON text stand that has been read before, and so is known to be valid and not too deep. */
final class JsonPositions {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser tokens;

    private JsonPositions(JsonParser tokens) {
        this.tokens = tokens;
    }

    static List<TextDocument> of(String text) {
        List<TextNode> roots = new ArrayList<>();
        try (JsonParser tokens = JSON.createParser(text)) {
            JsonPositions positions = new JsonPositions(tokens);
            while (tokens.nextToken() != null) {
                roots.add(positions.node());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return documents(text, roots);
    }

    private static List<TextDocument> documents(String text, List<TextNode> roots) {
        List<TextDocument> documents = new ArrayList<>();
        for (int i = 0; i < roots.size(); i++) {
            int start = i == 0 ? 0 : roots.get(i).start();
            int end = i + 1 == roots.size() ? text.length() : roots.get(i + 1).start();
            documents.add(new TextDocument(start, end, roots.get(i)));
        }
        return documents;
    }

    private TextNode node() throws IOException {
        return switch (tokens.currentToken()) {
            case START_OBJECT -> object();
            case START_ARRAY -> array();
            default -> scalar();
        };
    }

    private TextNode object() throws IOException {
        int start = start();
        List<TextNode.Entry> entries = new ArrayList<>();
        while (tokens.nextToken() != JsonToken.END_OBJECT) {
            TextNode key = new TextNode.Scalar(start(), start(), TextNode.Style.FLOW, tokens.currentName());
            tokens.nextToken();
            entries.add(new TextNode.Entry(key, node()));
        }
        return new TextNode.Mapping(start, end(), TextNode.Style.FLOW, entries);
    }

    private TextNode array() throws IOException {
        int start = start();
        List<TextNode> items = new ArrayList<>();
        while (tokens.nextToken() != JsonToken.END_ARRAY) {
            items.add(node());
        }
        return new TextNode.Sequence(start, end(), TextNode.Style.FLOW, items);
    }

    /** Its value is read first: a text is skipped lazily, and the parser stands at its end only then. */
    private TextNode scalar() throws IOException {
        int start = start();
        String value = tokens.getText();
        return new TextNode.Scalar(start, end(), TextNode.Style.FLOW, value);
    }

    private int start() {
        return Math.toIntExact(tokens.currentTokenLocation().getCharOffset());
    }

    private int end() {
        return Math.toIntExact(tokens.currentLocation().getCharOffset());
    }
}
