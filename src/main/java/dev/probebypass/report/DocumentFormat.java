package dev.probebypass.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
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
public enum DocumentFormat {
    /** JSON with a line for each value. */
    JSON(new ObjectMapper().registerModule(new Patches()).writer(lines())),
    /** JSON on one line. */
    COMPACT_JSON(new ObjectMapper().registerModule(new Patches()).writer()),
    /** YAML. */
    YAML(new ObjectMapper(YAMLFactory.builder()
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
                    .build())
            .registerModule(new Patches())
            .writer());

    private final transient ObjectWriter writer;

    DocumentFormat(ObjectWriter writer) {
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
    private static final class Patches extends SimpleModule {

        private static final long serialVersionUID = 1;

        Patches() {
            addSerializer(new PatchSerializer());
        }
    }

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
