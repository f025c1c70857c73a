package dev.probebypass.report;

import dev.probebypass.bypass.OutboundDecision;
import dev.probebypass.bypass.PortDecision;
import dev.probebypass.bypass.Verdict;
import dev.probebypass.text.FirstOf;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A report as Markdown, for a pull request. */
public final class MarkdownReport {

    private static final String TITLE = "probe-bypass: ";

    /** So many ports are named in a cell. */
    private static final int MOST = 20;

    private MarkdownReport() {}

    /** All of it: a table of pods, and the warnings. */
    public static String of(Report report) {
        Markdown text = pods(report, new Markdown());
        text.section("Warnings", warnings(report));
        return notes(report, text).toString();
    }

    /** How often each reason was given, and the table of pods. */
    public static String summary(Report report) {
        Markdown text = new Markdown();
        text.heading(TITLE + TableReport.count(report));
        reasons(Tally.of(report.explanations()), text);
        table(report, text);
        return notes(report, text).toString();
    }

    private static Markdown pods(Report report, Markdown text) {
        text.heading(TITLE + TableReport.count(report));
        table(report, text);
        return text;
    }

    private static void table(Report report, Markdown text) {
        if (!report.explanations().isEmpty()) {
            text.table(
                    List.of("pod", "outcome", "bypass", "leave", "fine", "warnings"),
                    report.explanations().stream().map(MarkdownReport::row).toList());
        }
    }

    private static List<String> row(Explanation each) {
        return List.of(
                Markdown.name(each.title()),
                SummaryReport.outcome(each)
                        + each.plan()
                                .reason()
                                .map(reason -> ": " + Markdown.name(reason.name()))
                                .orElse(""),
                ports(each, Verdict.BYPASS),
                ports(each, Verdict.LEAVE),
                ports(each, Verdict.FINE),
                each.warnings().isEmpty()
                        ? ""
                        : Integer.toString(each.warnings().size()));
    }

    private static String ports(Explanation explanation, Verdict verdict) {
        List<String> ports = Stream.concat(
                        explanation.plan().ports().stream()
                                .filter(port -> port.verdict() == verdict)
                                .map(MarkdownReport::port),
                        explanation.plan().outbound().stream()
                                .filter(port -> port.verdict() == verdict)
                                .map(MarkdownReport::port))
                .distinct()
                .toList();
        return FirstOf.list(MOST, ports);
    }

    private static String port(PortDecision port) {
        return Markdown.name(port.portText()) + " " + port.reason();
    }

    private static String port(OutboundDecision port) {
        return Markdown.name(PortTexts.outbound(port)) + " " + port.reason();
    }

    private static void reasons(Tally tally, Markdown text) {
        List<List<String>> rows = new ArrayList<>();
        tally.ports()
                .forEach(each -> rows.add(List.of(
                        each.verdict().word(),
                        Markdown.name(each.reason().name()) + ": "
                                + each.reason().explanation(),
                        Integer.toString(each.ports()),
                        Integer.toString(each.pods()))));
        tally.pods()
                .forEach((reason, pods) -> rows.add(List.of(
                        "", Markdown.name(reason.name()) + ": " + reason.explanation(), "", Integer.toString(pods))));
        if (!rows.isEmpty()) {
            text.table(List.of("verdict", "reason", "ports", "pods"), rows);
        }
    }

    private static List<String> warnings(Report report) {
        return report.explanations().stream()
                .flatMap(each -> each.sentences().stream()
                        .map(warning -> Markdown.name(each.title()) + ": " + Markdown.sentence(warning)))
                .toList();
    }

    private static Markdown notes(Report report, Markdown text) {
        Stream<String> ofPods = report.explanations().stream()
                .flatMap(each -> each.notes().stream()
                        .map(note -> Markdown.name(each.title()) + ": " + Markdown.sentence(note)));
        Stream<String> ofRun = Stream.concat(report.assumptions().stream(), report.notes().stream())
                .map(Markdown::sentence);
        text.section("Notes", Stream.concat(ofRun, ofPods).toList());
        return text;
    }
}
