package dev.probebypass.report;

import java.util.List;

/**
 * What there is to say.
 *
 * @param explanations in the order of the input
 * @param assumptions what the explanations rest on that nobody has seen, one sentence each: it is said first
 * @param notes what a reader should know of the input, one sentence each
 */
public record Report(List<String> assumptions, List<Explanation> explanations, List<String> notes) {

    public Report {
        assumptions = List.copyOf(assumptions);
        explanations = List.copyOf(explanations);
        notes = List.copyOf(notes);
    }
}
