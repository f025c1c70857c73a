package dev.probebypass.cli;

import java.util.List;

/**
 * What there is to say.
 *
 * @param explanations in the order of the input
 * @param notes what a reader should know of the input, one sentence each
 */
record Report(List<Explanation> explanations, List<String> notes) {

    Report {
        explanations = List.copyOf(explanations);
        notes = List.copyOf(notes);
    }
}
