package dev.probebypass.report;

import java.util.List;

/**
 * The JSON of {@code explain}.
 *
 * @param schemaVersion changes when a field goes or means something else
 * @param pods in the order of the input
 */
public record ReportDocument(String schemaVersion, List<PodDocument> pods) {

    static final String SCHEMA_VERSION = "1";

    public ReportDocument {
        pods = List.copyOf(pods);
    }

    /** Its notes and assumptions are no part of it. */
    public static ReportDocument of(Report report) {
        return new ReportDocument(
                SCHEMA_VERSION,
                report.explanations().stream().map(PodDocument::of).toList());
    }
}
