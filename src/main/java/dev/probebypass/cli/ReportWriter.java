package dev.probebypass.cli;

import dev.probebypass.report.DocumentFormat;
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

/** Writes a report to a terminal, in any of its forms. */
record ReportWriter(Terminal terminal) {

    /** Writes a report; its notes go to standard error too where its form is one for programs. */
    void write(Report report, ExplainSettings.Output output) {
        switch (output) {
            case TABLE -> new TableReport(table()).write(report);
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
                case JSON -> terminal.out().print(DocumentFormat.JSON.write(workload));
            }
        }
    }

    private TextTable table() {
        return new TextTable(terminal.out(), terminal.width(), terminal.hasColours());
    }

    private void document(Report report, String text) {
        notes(report.assumptions());
        terminal.out().print(text);
        notes(report.notes());
    }

    private void notes(List<String> notes) {
        notes.forEach(terminal::note);
    }
}
