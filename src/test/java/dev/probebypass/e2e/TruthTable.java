package dev.probebypass.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The rows without the webhook and with it, as Markdown. */
record TruthTable(Map<Row, Observation> before, Map<Row, Observation> after) {

    private static final String HEAD = """
            | probe | kind | application | before | what the kubelet said | after | what the kubelet said |
            |---|---|---|---|---|---|---|
            """;
    private static final List<Integer> VERDICTS = List.of(0, 1, 2, 3, 5);

    String markdown() {
        StringBuilder table = new StringBuilder(HEAD);
        before.forEach(
                (row, observation) -> table.append(line(row, observation, Objects.requireNonNull(after.get(row)))));
        return table.toString();
    }

    private static String line(Row row, Observation before, Observation after) {
        List<String> cells = new ArrayList<>(List.of(
                row.handler().toString(),
                row.kind().toString(),
                row.application().toString()));
        Stream.of(before, after).forEach(seen -> {
            cells.add(verdict(row, seen));
            cells.add(seen.said().isEmpty() ? "" : "`%s`".formatted(seen.said()));
        });
        return "| %s |%n".formatted(String.join(" | ", cells));
    }

    private static String verdict(Row row, Observation seen) {
        String verdict = seen.succeeds() ? "succeeds" : "fails";
        return seen.succeeds() == row.truth() ? verdict : "**%s (wrong)**".formatted(verdict);
    }

    /** What must be the same wherever it is measured: the rows of a table in Markdown without the kubelet's words. */
    static List<List<String>> verdicts(String markdown) {
        return markdown.lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(TruthTable::cells)
                .filter(cells -> cells.size() > VERDICTS.getLast())
                .map(cells -> VERDICTS.stream().map(cells::get).toList())
                .toList();
    }

    private static List<String> cells(String line) {
        return Stream.of(line.split("(?<!\\\\)\\|", -1))
                .skip(1)
                .map(String::strip)
                .toList();
    }
}
