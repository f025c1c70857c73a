package dev.probebypass.report;

import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.OutboundDecision;
import dev.probebypass.bypass.Plan;
import dev.probebypass.bypass.PortDecision;
import dev.probebypass.bypass.PortDecision.Subject;
import dev.probebypass.bypass.Reason;
import dev.probebypass.bypass.Verdict;
import dev.probebypass.report.TextTable.Cell;
import dev.probebypass.text.OutsideText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes a report for people. */
public record TableReport(TextTable table) {

    private static final int INDENT = 2;

    /** A port that the user named belongs to no probe. */
    private static final String NOTHING = "-";

    /** Two of them, and what stands around them, fit into a line. */
    private static final int LONGEST_VALUE = 1_800;

    /** Writes all of it. */
    public void write(Report report) {
        assumptions(report);
        for (Explanation explanation : report.explanations()) {
            one(explanation);
            table.blank();
        }
        notesAndCount(report);
    }

    /** Writes a line for each pod, and how often each reason was given. */
    public void summarize(Report report) {
        assumptions(report);
        new SummaryReport(table).write(report);
        notesAndCount(report);
    }

    private void assumptions(Report report) {
        for (String assumption : report.assumptions()) {
            table.paragraph(0, AnsiStyle.PLAIN, "note: " + assumption);
            table.blank();
        }
    }

    private void notesAndCount(Report report) {
        for (String note : report.notes()) {
            table.paragraph(0, AnsiStyle.PLAIN, "note: " + note);
        }
        if (!report.explanations().isEmpty() || report.hidden() > 0) {
            table.paragraph(0, AnsiStyle.BOLD, count(report));
        }
    }

    /** How many pods there are, in a line. */
    static String count(Report report) {
        int shown = report.explanations().size();
        long patched =
                report.explanations().stream().filter(Explanation::isPatched).count();
        String pods =
                report.only().isEmpty() ? pods(shown) : "%d of %s".formatted(shown, pods(shown + report.hidden()));
        String which = report.only().isEmpty()
                ? ""
                : ", those with a port to "
                        + report.only().stream().map(Verdict::word).collect(Collectors.joining(" or "));
        return "%s%s: %d patched, %d unchanged".formatted(pods, which, patched, shown - patched);
    }

    private static String pods(int number) {
        return number == 1 ? "1 pod" : number + " pods";
    }

    private void one(Explanation explanation) {
        Plan plan = explanation.plan();
        table.paragraph(0, AnsiStyle.BOLD, heading(explanation));
        plan.reason().ifPresent(reason -> table.paragraph(INDENT, AnsiStyle.PLAIN, reason.explanation()));
        if (!plan.ports().isEmpty() || !plan.outbound().isEmpty()) {
            ports(plan);
        }
        plan.changes().forEach((key, value) -> change(explanation, key, value));
        explanation.sentences().forEach(warning -> table.paragraph(INDENT, AnsiStyle.YELLOW, "warning: " + warning));
        explanation.notes().forEach(note -> table.paragraph(INDENT, AnsiStyle.PLAIN, "note: " + note));
    }

    private static String heading(Explanation explanation) {
        Plan plan = explanation.plan();
        String audit = plan.mode() == Options.Mode.AUDIT ? " (mode audit)" : "";
        return "%s  mesh %s  %s%s%s"
                .formatted(
                        explanation.title(),
                        plan.mesh().map(Plan.MeshOfPod::name).orElse("none"),
                        explanation.isPatched() ? "patched" : "unchanged",
                        audit,
                        plan.reason().map(reason -> "  " + reason).orElse(""));
    }

    private void ports(Plan plan) {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(TextTable.titles("CONTAINER", "PROBE", "HANDLER", "PORT", "VERDICT", "REASON"));
        plan.ports().forEach(decision -> rows.add(row(decision)));
        plan.outbound().forEach(decision -> rows.add(row(decision)));
        table.rows(INDENT, rows);
    }

    private static List<Cell> row(PortDecision decision) {
        return switch (decision.subject()) {
            case Subject.Named _ ->
                row(NOTHING, NOTHING, NOTHING, decision.portText(), decision.verdict(), decision.reason());
            case Subject.Called called ->
                row(
                        called.container().orElse(NOTHING),
                        called.occasion(),
                        called.call().handler().field(),
                        decision.portText(),
                        decision.verdict(),
                        decision.reason());
        };
    }

    /** What stands in the column of the handler says where the port is. */
    private static List<Cell> row(OutboundDecision decision) {
        String port = Integer.toString(decision.port());
        return row(NOTHING, NOTHING, "outbound", port, decision.verdict(), decision.reason());
    }

    private static List<Cell> row(
            String container, String probe, String handler, String port, Verdict verdict, Reason reason) {
        return List.of(
                new Cell(container, AnsiStyle.PLAIN),
                new Cell(probe, AnsiStyle.PLAIN),
                new Cell(handler, AnsiStyle.PLAIN),
                new Cell(port, AnsiStyle.PLAIN),
                new Cell(verdict.word(), style(verdict)),
                new Cell(reason + ": " + reason.explanation(), AnsiStyle.PLAIN));
    }

    private static AnsiStyle style(Verdict verdict) {
        return switch (verdict) {
            case BYPASS -> AnsiStyle.GREEN;
            case LEAVE -> AnsiStyle.YELLOW;
            case FINE -> AnsiStyle.PLAIN;
        };
    }

    private void change(Explanation explanation, String key, Optional<String> value) {
        Map<String, String> now = explanation.pod().annotations().kept();
        table.paragraph(
                INDENT,
                explanation.isPatched() ? AnsiStyle.GREEN : AnsiStyle.FAINT,
                "%s %s: %s → %s"
                        .formatted(
                                explanation.isPatched() ? "annotation" : "would set",
                                key,
                                Optional.ofNullable(now.get(key))
                                        .map(TableReport::quoted)
                                        .orElse("(none)"),
                                value.map(TableReport::quoted).orElse("(none)")));
    }

    private static String quoted(String value) {
        return OutsideText.quote(value, LONGEST_VALUE);
    }
}
