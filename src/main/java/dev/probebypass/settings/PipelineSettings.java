package dev.probebypass.settings;

import dev.probebypass.bypass.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a pipeline wants of an explanation.
 *
 * @param summary whether each pod is shown on one line
 * @param only verdicts of the ports that are shown, empty for all
 * @param baseline an earlier explanation, as JSON, to compare with
 * @param failOn what ends the command with an exit code of its own
 */
public record PipelineSettings(
        boolean summary, List<Verdict> only, Optional<Path> baseline, List<FailCondition> failOn) {

    /** All is shown, and nothing fails. */
    public static final PipelineSettings NONE = new PipelineSettings(false, List.of(), Optional.empty(), List.of());

    public PipelineSettings {
        only = List.copyOf(only);
        failOn = List.copyOf(failOn);
    }

    static PipelineSettings read(SettingsReader reader, ExplainSettings.Output output) {
        PipelineSettings settings = new PipelineSettings(
                reader.get(CommandOptions.SUMMARY),
                distinct(reader.all(CommandOptions.ONLY)),
                reader.find(CommandOptions.BASELINE),
                distinct(reader.all(CommandOptions.FAIL_ON)));
        settings.check(reader, output);
        return settings;
    }

    private static <T extends Enum<T>> List<T> distinct(List<List<T>> lists) {
        return lists.stream().flatMap(List::stream).distinct().sorted().toList();
    }

    private void check(SettingsReader reader, ExplainSettings.Output output) {
        if (summary && !output.isForPeople()) {
            reader.problem(CommandOptions.SUMMARY, "it is for people: use --output table or markdown");
        }
        if (baseline.isPresent() && output == ExplainSettings.Output.PATCH) {
            reader.problem(CommandOptions.BASELINE, "use --output table, markdown, json or yaml with it");
        }
        if (baseline.isPresent() && !only.isEmpty()) {
            reader.problem(CommandOptions.ONLY, "leave it out beside --baseline, which shows nothing but changes");
        }
        if (baseline.isEmpty() && failOn.stream().anyMatch(FailCondition::comparesWithBaseline)) {
            reader.problem(CommandOptions.FAIL_ON, "opened and closed need --baseline, with which to compare");
        }
    }
}
