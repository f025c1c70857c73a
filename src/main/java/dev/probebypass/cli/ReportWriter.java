package dev.probebypass.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.probebypass.report.DataReport;
import dev.probebypass.report.PatchReport;
import dev.probebypass.report.Report;
import dev.probebypass.report.TableReport;
import dev.probebypass.report.TextTable;
import dev.probebypass.settings.ExplainSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a report in any of its forms. */
record ReportWriter(Terminal terminal) {

    private static final String INDENT = "  ";

    /** Writes a report; notes are no part of what programs read. */
    void write(Report report, ExplainSettings.Output output) {
        if (output == ExplainSettings.Output.TABLE) {
            new TableReport(new TextTable(terminal.out(), terminal.width(), terminal.hasColours())).write(report);
            return;
        }
        notes(report.assumptions());
        switch (output) {
            case TABLE -> {}
            case JSON -> document(json(), generator -> new DataReport(generator).write(report));
            case YAML -> document(yaml(), generator -> new DataReport(generator).write(report));
            case PATCH -> document(json(), generator -> new PatchReport(generator).write(report.explanations()));
        }
        notes(report.notes());
    }

    private void notes(List<String> notes) {
        notes.forEach(note -> terminal.err().print("probe-bypass: note: " + note + "\n"));
    }

    @FunctionalInterface
    private interface Writing {
        void to(JsonGenerator generator) throws IOException;
    }

    private void document(JsonFactory format, Writing writing) {
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
