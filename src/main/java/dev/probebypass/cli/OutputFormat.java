package dev.probebypass.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.probebypass.bypass.Options;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** How a report is written. */
enum OutputFormat implements Options.Word {
    TABLE,
    JSON,
    YAML,
    PATCH;

    private static final String INDENT = "  ";

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Writes a report; notes are no part of what programs read. */
    void write(Report report, Terminal terminal) {
        if (this != TABLE) {
            notes(report.assumptions(), terminal);
        }
        switch (this) {
            case TABLE -> new TableReport(Page.on(terminal)).write(report);
            case JSON -> document(json(), generator -> new DataReport(generator).write(report), terminal);
            case YAML -> document(yaml(), generator -> new DataReport(generator).write(report), terminal);
            case PATCH ->
                document(json(), generator -> new PatchReport(generator).write(report.explanations()), terminal);
        }
        if (this != TABLE) {
            notes(report.notes(), terminal);
        }
    }

    private static void notes(List<String> notes, Terminal terminal) {
        notes.forEach(note -> terminal.err().print("probe-bypass: note: " + note + "\n"));
    }

    @FunctionalInterface
    private interface Writing {
        void to(JsonGenerator generator) throws IOException;
    }

    private static void document(JsonFactory format, Writing writing, Terminal terminal) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = format.createGenerator(bytes)) {
            generator.setPrettyPrinter(lines());
            writing.to(generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        String text = bytes.toString(StandardCharsets.UTF_8);
        terminal.out().print(text.endsWith("\n") ? text : text + "\n");
    }

    private static JsonFactory json() {
        return new JsonFactory();
    }

    private static JsonFactory yaml() {
        return YAMLFactory.builder()
                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER, YAMLGenerator.Feature.SPLIT_LINES)
                .build();
    }

    private static DefaultPrettyPrinter lines() {
        DefaultIndenter indenter = new DefaultIndenter(INDENT, "\n");
        return new DefaultPrettyPrinter(Separators.createDefaultInstance()
                        .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                        .withObjectEmptySeparator("")
                        .withArrayEmptySeparator(""))
                .withObjectIndenter(indenter)
                .withArrayIndenter(indenter);
    }
}
