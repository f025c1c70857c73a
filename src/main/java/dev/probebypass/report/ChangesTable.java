package dev.probebypass.report;

import dev.probebypass.report.ChangesDocument.AnnotationChange;
import dev.probebypass.report.ChangesDocument.Decision;
import dev.probebypass.report.ChangesDocument.PodChange;
import dev.probebypass.report.ChangesDocument.PortChange;
import dev.probebypass.report.TextTable.Cell;
import dev.probebypass.text.OutsideText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes changes for people. */
public record ChangesTable(TextTable table) {

    private static final int INDENT = 2;
    private static final int LONGEST_VALUE = 1_800;

    /** Writes all of them. */
    public void write(ChangesDocument changes) {
        for (PodChange pod : changes.pods()) {
            table.paragraph(0, AnsiStyle.BOLD, heading(pod));
            details(pod);
            table.blank();
        }
        notesAndCount(changes);
    }

    /** Writes a line for each pod. */
    public void summarize(ChangesDocument changes) {
        if (!changes.pods().isEmpty()) {
            List<List<Cell>> rows = new ArrayList<>();
            rows.add(TextTable.titles("POD", "CHANGE", "OPENED", "CLOSED", "NOW"));
            changes.pods().forEach(pod -> rows.add(summary(pod)));
            table.rows(0, rows);
            table.blank();
        }
        notesAndCount(changes);
    }

    private void notesAndCount(ChangesDocument changes) {
        changes.notes().forEach(note -> table.paragraph(0, AnsiStyle.PLAIN, "note: " + note));
        table.paragraph(0, AnsiStyle.BOLD, ChangeWords.count(changes));
    }

    private static String heading(PodChange pod) {
        return "%s  %s%s"
                .formatted(
                        ChangeWords.title(pod),
                        pod.change(),
                        pod.change().equals(PodChange.NEW) ? "  " + ChangeWords.outcome(pod.after()) : "");
    }

    private void details(PodChange pod) {
        if (ChangeWords.changesOutcome(pod)) {
            table.paragraph(
                    INDENT,
                    AnsiStyle.YELLOW,
                    "%s → %s".formatted(ChangeWords.outcome(pod.before()), ChangeWords.outcome(pod.after())));
        }
        if (!pod.opened().isEmpty() || !pod.closed().isEmpty()) {
            ports(pod);
        }
        for (AnnotationChange annotation : pod.annotations()) {
            table.paragraph(
                    INDENT,
                    AnsiStyle.YELLOW,
                    "annotation %s: %s → %s"
                            .formatted(annotation.key(), quoted(annotation.before()), quoted(annotation.after())));
        }
    }

    private void ports(PodChange pod) {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(TextTable.titles("CHANGE", "PORT", "BEFORE", "NOW"));
        pod.opened().forEach(port -> rows.add(row(ChangeWords.OPENED, AnsiStyle.GREEN, port)));
        pod.closed().forEach(port -> rows.add(row(ChangeWords.CLOSED, AnsiStyle.YELLOW, port)));
        table.rows(INDENT, rows);
    }

    private static List<Cell> row(String change, AnsiStyle style, PortChange port) {
        return List.of(
                new Cell(change, style),
                plain(ChangeWords.port(port)),
                plain(ChangeWords.words(port.before())),
                plain(sentence(port.after())));
    }

    private static String sentence(@Nullable Decision decision) {
        String words = ChangeWords.words(decision);
        return Optional.ofNullable(decision)
                .flatMap(ChangeWords::explanation)
                .map(sentence -> words + ": " + sentence)
                .orElse(words);
    }

    private static List<Cell> summary(PodChange pod) {
        return List.of(
                plain(ChangeWords.title(pod)),
                plain(pod.change()),
                ports(pod.opened(), AnsiStyle.GREEN),
                ports(pod.closed(), AnsiStyle.YELLOW),
                plain(ChangeWords.outcome(pod.after())));
    }

    private static Cell ports(List<PortChange> ports, AnsiStyle style) {
        return ports.isEmpty()
                ? plain(ChangeWords.NOTHING)
                : new Cell(
                        String.join(", ", ports.stream().map(ChangeWords::port).toList()), style);
    }

    private static Cell plain(String text) {
        return new Cell(text, AnsiStyle.PLAIN);
    }

    private static String quoted(@Nullable String value) {
        return value == null ? "(none)" : OutsideText.quote(value, LONGEST_VALUE);
    }
}
