package dev.probebypass.cli;

import dev.probebypass.report.Findings;
import dev.probebypass.settings.FailCondition;
import java.util.List;
import java.util.Optional;

/**
 * What of {@code --fail-on} holds for an explanation.
 *
 * @param findings of all of it, whatever is shown
 */
record FailConditions(Findings findings) {

    /** The conditions that hold, a sentence each: how often, and an example. */
    List<String> among(List<FailCondition> conditions) {
        return conditions.stream()
                .flatMap(condition -> sentence(condition, examples(condition)).stream())
                .toList();
    }

    private List<String> examples(FailCondition condition) {
        return switch (condition) {
            case WARNING -> findings.warnings();
            case NOTE -> findings.notes();
            case NOTHING_EXPLAINED -> findings.nothing();
            case BYPASS -> findings.bypassed();
            case LEAVE -> findings.left();
            case OPENED -> findings.opened();
            case CLOSED -> findings.closed();
        };
    }

    private static Optional<String> sentence(FailCondition condition, List<String> examples) {
        return examples.stream()
                .findFirst()
                .map(first -> "--fail-on %s: %s%s"
                        .formatted(
                                condition.word(),
                                examples.size() == 1 ? "" : "%d, the first is ".formatted(examples.size()),
                                first));
    }
}
