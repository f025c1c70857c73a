package dev.probebypass.manifests;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Reads the documents of a JSON text, one after the other. A key that stands twice is refused. */
final class JsonDocuments {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .maxNestingDepth(500)
                        .build());
    }

    private JsonDocuments() {}

    static List<JsonNode> read(String text) throws InvalidDocumentException {
        List<JsonNode> documents = new ArrayList<>();
        try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(text)) {
            while (values.hasNextValue()) {
                documents.add(values.nextValue());
            }
        } catch (JsonProcessingException invalid) {
            throw new InvalidDocumentException(documents.size() + 1, problem(invalid));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return documents;
    }

    private static String problem(JsonProcessingException invalid) {
        String problem = invalid.getOriginalMessage().lines().findFirst().orElse("it is no JSON");
        JsonLocation location = invalid.getLocation();
        return location == null
                ? problem
                : "%s (%d:%d)".formatted(problem, location.getLineNr(), location.getColumnNr());
    }
}
