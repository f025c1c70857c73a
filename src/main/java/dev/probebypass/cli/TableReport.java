package dev.probebypass.cli;

import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Plan;
import dev.probebypass.bypass.PortDecision;
import dev.probebypass.bypass.Verdict;
import dev.probebypass.cli.Page.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes a report for people. */
record TableReport(Page page) {

    private static final int INDENT = 2;
    private static final String PREFIX = "probe-bypass: ";

    void write(Report report) {
        for (String assumption : report.assumptions()) {
            page.paragraph(0, Ink.PLAIN, "note: " + assumption);
            page.blank();
        }
        for (Explanation explanation : report.explanations()) {
            one(explanation);
            page.blank();
        }
        for (String note : report.notes()) {
            page.paragraph(0, Ink.PLAIN, "note: " + note);
        }
        if (!report.explanations().isEmpty()) {
            page.paragraph(0, Ink.BOLD, count(report.explanations()));
        }
    }

    private static String count(List<Explanation> explanations) {
        int all = explanations.size();
        long patched = explanations.stream().filter(Explanation::isPatched).count();
        return "%d %s: %d patched, %d unchanged".formatted(all, all == 1 ? "pod" : "pods", patched, all - patched);
    }

    private void one(Explanation explanation) {
        Plan plan = explanation.plan();
        page.paragraph(0, Ink.BOLD, heading(explanation));
        plan.reason().ifPresent(reason -> page.paragraph(INDENT, Ink.PLAIN, reason.explanation()));
        if (!plan.ports().isEmpty()) {
            ports(plan.ports());
        }
        plan.changes().forEach((key, value) -> change(explanation, key, value));
        explanation
                .warnings()
                .forEach(warning -> page.paragraph(INDENT, Ink.YELLOW, "warning: " + unprefixed(warning)));
    }

    private static String heading(Explanation explanation) {
        Plan plan = explanation.plan();
        String audit = plan.mode() == Options.Mode.AUDIT ? " (mode audit)" : "";
        return "%s (%s)  mesh %s  %s%s%s"
                .formatted(
                        explanation.source().place(),
                        explanation.source().kind(),
                        plan.mesh().map(Plan.MeshOfPod::name).orElse("none"),
                        explanation.isPatched() ? "patched" : "unchanged",
                        audit,
                        plan.reason().map(reason -> "  " + reason).orElse(""));
    }

    private void ports(List<PortDecision> decisions) {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(Stream.of("CONTAINER", "PROBE", "HANDLER", "PORT", "VERDICT", "REASON")
                .map(title -> new Cell(title, Ink.FAINT))
                .toList());
        decisions.forEach(decision -> rows.add(row(decision)));
        page.table(INDENT, rows);
    }

    private static List<Cell> row(PortDecision decision) {
        return List.of(
                subject(decision.subject().container()),
                subject(decision.subject().probe()),
                subject(decision.subject().handler()),
                new Cell(decision.portText(), Ink.PLAIN),
                new Cell(decision.verdict().word(), ink(decision.verdict())),
                new Cell(decision.reason() + ": " + decision.reason().explanation(), Ink.PLAIN));
    }

    /** A port that the user named belongs to no probe. */
    private static Cell subject(String text) {
        return new Cell(text.isEmpty() ? "-" : text, Ink.PLAIN);
    }

    private static Ink ink(Verdict verdict) {
        return switch (verdict) {
            case BYPASS -> Ink.GREEN;
            case LEAVE -> Ink.YELLOW;
            case FINE -> Ink.PLAIN;
        };
    }

    private void change(Explanation explanation, String key, Optional<String> value) {
        Map<String, String> now = explanation.pod().annotations().kept();
        page.paragraph(
                INDENT,
                explanation.isPatched() ? Ink.GREEN : Ink.FAINT,
                "%s %s: %s → %s"
                        .formatted(
                                explanation.isPatched() ? "annotation" : "would set",
                                key,
                                now.containsKey(key) ? quoted(now.get(key)) : "(none)",
                                value.map(TableReport::quoted).orElse("(none)")));
    }

    private static String quoted(@Nullable String value) {
        return "\"" + value + "\"";
    }

    /** The prefix tells kubectl's users who warns; here nobody else does. */
    private static String unprefixed(String warning) {
        return warning.startsWith(PREFIX) ? warning.substring(PREFIX.length()) : warning;
    }
}
