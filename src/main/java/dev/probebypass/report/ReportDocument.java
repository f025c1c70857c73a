package dev.probebypass.report;

import java.util.List;
import java.util.stream.Stream;

/**
 * The JSON of {@code explain}.
 *
 * @param schemaVersion changes when a field goes or means something else
 * @param pods in the order of the input
 * @param notes what was assumed, and what a reader should know of the input, one sentence each
 */
public record ReportDocument(String schemaVersion, List<PodDocument> pods, List<String> notes) {

    static final String SCHEMA_VERSION = "1";

    public ReportDocument {
        pods = List.copyOf(pods);
        notes = List.copyOf(notes);
    }

    /** All of a report. */
    public static ReportDocument of(Report report) {
        return new ReportDocument(
                SCHEMA_VERSION,
                report.explanations().stream().map(PodDocument::of).toList(),
                Stream.concat(report.assumptions().stream(), report.notes().stream())
                        .toList());
    }
}
