package dev.probebypass.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.probebypass.patch.JsonPatch;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A form in which documents are written for programs. */
public final class DocumentFormat {

    /** JSON with a line for each value. */
    public static final DocumentFormat JSON =
            new DocumentFormat(mapper(new JsonFactory()).writer(lines()));

    /** JSON on one line. */
    public static final DocumentFormat COMPACT_JSON =
            new DocumentFormat(mapper(new JsonFactory()).writer());

    /** YAML. */
    public static final DocumentFormat YAML = new DocumentFormat(mapper(YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
                    .build())
            .writer());

    private static final ObjectMapper TREES = mapper(new JsonFactory());

    private final ObjectWriter writer;

    private DocumentFormat(ObjectWriter writer) {
        this.writer = writer;
    }

    /** The document as text that ends with a line break. */
    public String write(Object document) {
        try {
            String text = writer.writeValueAsString(document);
            return text.endsWith("\n") ? text : text + "\n";
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The document as programs see it. */
    static JsonNode tree(Object document) {
        return TREES.valueToTree(document);
    }

    private static ObjectMapper mapper(JsonFactory factory) {
        return new ObjectMapper(factory).registerModule(new SimpleModule().addSerializer(new PatchSerializer()));
    }

    private static DefaultPrettyPrinter lines() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        return new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }

    /** Patches write themselves. */
    private static final class PatchSerializer extends StdSerializer<JsonPatch> {

        private static final long serialVersionUID = 1;

        PatchSerializer() {
            super(JsonPatch.class);
        }

        @Override
        public void serialize(JsonPatch patch, JsonGenerator json, SerializerProvider provider) throws IOException {
            patch.write(json);
        }
    }
}
