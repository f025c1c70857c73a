package dev.probebypass.report;

import dev.probebypass.bypass.Verdict;
import java.util.List;
import java.util.stream.Stream;

/**
 * The JSON of {@code explain}.
 *
 * @param schemaVersion changes when a field goes or means something else
 * @param only the verdicts of the ports that are in it, empty if all are
 * @param pods in the order of their namespaces, names and kinds
 * @param notes what was assumed, and what a reader should know of the input, one sentence each
 */
public record ReportDocument(String schemaVersion, List<String> only, List<PodDocument> pods, List<String> notes) {

    static final String SCHEMA_VERSION = "1";

    public ReportDocument {
        only = List.copyOf(only);
        pods = List.copyOf(pods);
        notes = List.copyOf(notes);
    }

    /** All of a report. */
    public static ReportDocument of(Report report) {
        return new ReportDocument(
                SCHEMA_VERSION,
                report.only().stream().map(Verdict::word).toList(),
                report.explanations().stream().map(PodDocument::of).toList(),
                Stream.concat(report.assumptions().stream(), report.notes().stream())
                        .toList());
    }
}
