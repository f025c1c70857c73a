package dev.probebypass.report;

import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Verdict;
import dev.probebypass.report.TextTable.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Writes a report for people with one line for each pod, and how often each reason was given. */
record SummaryReport(TextTable table) {

    private static final String NOTHING = "-";

    void write(Report report) {
        if (report.explanations().isEmpty()) {
            return;
        }
        pods(report.explanations());
        table.blank();
        reasons(Tally.of(report.explanations()));
        table.blank();
    }

    private void pods(List<Explanation> explanations) {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(TextTable.titles("POD", "OUTCOME", "BYPASS", "LEAVE", "FINE", "WARNINGS", "REASON"));
        for (Explanation each : explanations) {
            rows.add(List.of(
                    plain(each.title()),
                    plain(outcome(each)),
                    ports(each, Verdict.BYPASS, AnsiStyle.GREEN),
                    ports(each, Verdict.LEAVE, AnsiStyle.YELLOW),
                    ports(each, Verdict.FINE, AnsiStyle.PLAIN),
                    plain(count(each.warnings().size())),
                    plain(each.plan().reason().map(Enum::name).orElse(""))));
        }
        table.rows(0, rows);
    }

    private void reasons(Tally tally) {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(TextTable.titles("VERDICT", "PORTS", "PODS", "REASON"));
        tally.ports()
                .forEach(each -> rows.add(row(
                        each.verdict().word(),
                        count(each.ports()),
                        count(each.pods()),
                        each.reason() + ": " + each.reason().explanation())));
        tally.pods()
                .forEach((reason, pods) ->
                        rows.add(row(NOTHING, NOTHING, count(pods), reason + ": " + reason.explanation())));
        table.rows(0, rows);
    }

    static String outcome(Explanation explanation) {
        String outcome = explanation.isPatched() ? "patched" : "unchanged";
        return explanation.plan().mode() == Options.Mode.AUDIT ? outcome + " (mode audit)" : outcome;
    }

    private static Cell ports(Explanation explanation, Verdict verdict, AnsiStyle style) {
        List<String> ports = PortTexts.of(explanation.plan(), verdict);
        return ports.isEmpty() ? plain(NOTHING) : new Cell(String.join(", ", ports), style);
    }

    private static List<Cell> row(String... texts) {
        return Stream.of(texts).map(SummaryReport::plain).toList();
    }

    private static Cell plain(String text) {
        return new Cell(text, AnsiStyle.PLAIN);
    }

    private static String count(int number) {
        return number == 0 ? NOTHING : Integer.toString(number);
    }
}
