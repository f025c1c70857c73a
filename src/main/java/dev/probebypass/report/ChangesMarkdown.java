package dev.probebypass.report;

import dev.probebypass.report.ChangesDocument.AnnotationChange;
import dev.probebypass.report.ChangesDocument.Decision;
import dev.probebypass.report.ChangesDocument.Outcome;
import dev.probebypass.report.ChangesDocument.PodChange;
import dev.probebypass.report.ChangesDocument.PortChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Changes as Markdown, for a pull request. */
public final class ChangesMarkdown {

    private static final String TITLE = "probe-bypass: ";
    private static final List<String> TITLES = List.of("pod", "change", "port", "before", "now");

    private ChangesMarkdown() {}

    /** All of them, a row for each port. */
    public static String of(ChangesDocument changes) {
        return text(
                changes,
                TITLES,
                changes.pods().stream().flatMap(pod -> rows(pod).stream()).toList());
    }

    /** A row for each pod. */
    public static String summary(ChangesDocument changes) {
        return text(
                changes,
                List.of("pod", "change", ChangeWords.OPENED, ChangeWords.CLOSED),
                changes.pods().stream()
                        .map(pod -> List.of(title(pod), pod.change(), ports(pod.opened()), ports(pod.closed())))
                        .toList());
    }

    private static String text(ChangesDocument changes, List<String> titles, List<List<String>> rows) {
        Markdown text = new Markdown();
        text.heading(TITLE + ChangeWords.count(changes));
        if (!rows.isEmpty()) {
            text.table(titles, rows);
        }
        text.section("Notes", changes.notes().stream().map(Markdown::sentence).toList());
        return text.toString();
    }

    private static List<List<String>> rows(PodChange pod) {
        List<List<String>> rows = new ArrayList<>();
        if (!pod.change().equals(PodChange.CHANGED) || ChangeWords.changesOutcome(pod)) {
            rows.add(List.of(title(pod), bold(pod.change()), "", outcome(pod.before()), outcome(pod.after())));
        }
        pod.opened().forEach(port -> rows.add(row(pod, ChangeWords.OPENED, port)));
        pod.closed().forEach(port -> rows.add(row(pod, ChangeWords.CLOSED, port)));
        pod.annotations().forEach(annotation -> rows.add(row(pod, annotation)));
        return rows;
    }

    private static String outcome(@Nullable Outcome outcome) {
        return outcome == null ? "" : Markdown.sentence(ChangeWords.outcome(outcome));
    }

    private static List<String> row(PodChange pod, String change, PortChange port) {
        return List.of(
                title(pod), bold(change), ChangeWords.port(port), decision(port.before()), decision(port.after()));
    }

    private static List<String> row(PodChange pod, AnnotationChange annotation) {
        return List.of(
                title(pod),
                "annotation " + Markdown.name(annotation.key()),
                "",
                value(annotation.before()),
                value(annotation.after()));
    }

    private static String decision(@Nullable Decision decision) {
        return Optional.ofNullable(decision)
                .map(each -> Markdown.sentence(each.verdict()) + " " + Markdown.name(each.reason())
                        + ChangeWords.explanation(each)
                                .map(sentence -> ": " + sentence)
                                .orElse(""))
                .orElse("");
    }

    private static String value(@Nullable String value) {
        return Optional.ofNullable(value).map(Markdown::name).orElse("");
    }

    private static String title(PodChange pod) {
        return Markdown.name(ChangeWords.title(pod));
    }

    private static String ports(List<PortChange> ports) {
        return ports.stream().map(ChangeWords::port).collect(Collectors.joining(", "));
    }

    private static String bold(String word) {
        return "**" + word + "**";
    }
}
