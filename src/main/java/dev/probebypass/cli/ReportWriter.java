package dev.probebypass.cli;

import dev.probebypass.report.ChangesDocument;
import dev.probebypass.report.ChangesMarkdown;
import dev.probebypass.report.ChangesTable;
import dev.probebypass.report.DocumentFormat;
import dev.probebypass.report.MarkdownReport;
import dev.probebypass.report.PatchDocument;
import dev.probebypass.report.Report;
import dev.probebypass.report.ReportDocument;
import dev.probebypass.report.TableReport;
import dev.probebypass.report.TextTable;
import dev.probebypass.report.WorkloadDocument;
import dev.probebypass.report.WorkloadText;
import dev.probebypass.settings.ExplainSettings;
import dev.probebypass.settings.WhySettings;
import java.util.List;

/** Writes a report, or what has changed since another one, to a terminal, in any of their forms. */
record ReportWriter(Terminal terminal) {

    /** Writes a report; its notes go to standard error too where its form is one for programs. */
    void write(Report report, ExplainSettings settings) {
        boolean isSummary = settings.pipeline().summary();
        switch (settings.output()) {
            case TABLE -> {
                TableReport table = new TableReport(table());
                if (isSummary) {
                    table.summarize(report);
                } else {
                    table.write(report);
                }
            }
            case MARKDOWN -> print(isSummary ? MarkdownReport.summary(report) : MarkdownReport.of(report));
            case JSON -> document(report, DocumentFormat.JSON.write(ReportDocument.of(report)));
            case YAML -> document(report, DocumentFormat.YAML.write(ReportDocument.of(report)));
            case PATCH -> document(report, DocumentFormat.JSON.write(PatchDocument.of(report)));
        }
    }

    /** Writes what there is to say of workloads. */
    void write(List<WorkloadDocument> workloads, WhySettings.Output output) {
        for (WorkloadDocument workload : workloads) {
            switch (output) {
                case TEXT -> new WorkloadText(table()).write(workload);
                case JSON -> print(DocumentFormat.JSON.write(workload));
            }
        }
    }

    /** Writes changes, of which there is no patch: the settings refuse that. */
    void write(ChangesDocument changes, ExplainSettings settings) {
        boolean isSummary = settings.pipeline().summary();
        switch (settings.output()) {
            case TABLE, PATCH -> {
                ChangesTable table = new ChangesTable(table());
                if (isSummary) {
                    table.summarize(changes);
                } else {
                    table.write(changes);
                }
            }
            case MARKDOWN -> print(isSummary ? ChangesMarkdown.summary(changes) : ChangesMarkdown.of(changes));
            case JSON -> document(changes, DocumentFormat.JSON.write(changes));
            case YAML -> document(changes, DocumentFormat.YAML.write(changes));
        }
    }

    private TextTable table() {
        return new TextTable(terminal.out(), terminal.width(), terminal.hasColours());
    }

    private void document(Report report, String text) {
        notes(report.assumptions());
        print(text);
        notes(report.notes());
    }

    private void document(ChangesDocument changes, String text) {
        print(text);
        notes(changes.notes());
    }

    private void print(String text) {
        terminal.out().print(text);
    }

    private void notes(List<String> notes) {
        notes.forEach(terminal::note);
    }
}
