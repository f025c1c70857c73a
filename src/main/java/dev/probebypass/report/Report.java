package dev.probebypass.report;

import dev.probebypass.bypass.Verdict;
import java.util.List;

/**
 * What there is to say.
 *
 * @param explanations in the order of namespaces, names and kinds; what is called alike in the order of the input
 * @param assumptions what the explanations rest on that nobody has seen, one sentence each: it is said first
 * @param notes what a reader should know of the input, one sentence each
 * @param only the verdicts of the ports that are shown, empty if all are
 * @param hidden how many explanations were taken out because they have no such port
 */
public record Report(
        List<String> assumptions, List<Explanation> explanations, List<String> notes, List<Verdict> only, int hidden) {

    public Report {
        assumptions = List.copyOf(assumptions);
        explanations = List.copyOf(explanations);
        notes = List.copyOf(notes);
        only = List.copyOf(only);
    }

    /** A report that shows everything. */
    public static Report of(List<String> assumptions, List<Explanation> explanations, List<String> notes) {
        return new Report(assumptions, explanations, notes, List.of(), 0);
    }

    /** The part of it that is about ports with one of the verdicts: all of it if there are none. */
    public Report only(List<Verdict> verdicts) {
        if (verdicts.isEmpty()) {
            return this;
        }
        List<Explanation> shown = explanations.stream()
                .map(explanation -> explanation.only(verdicts))
                .filter(explanation -> !explanation.plan().ports().isEmpty()
                        || !explanation.plan().outbound().isEmpty())
                .toList();
        return new Report(assumptions, shown, notes, verdicts, explanations.size() - shown.size());
    }
}
