package dev.probebypass.settings;

import dev.probebypass.bypass.Options;
import java.util.List;

/**
 * What holds for an explanation.
 *
 * @param sources files, directories, or {@code -} for standard input
 * @param namespace of what names none
 * @param output how to write it
 * @param options of the decision
 * @param cluster what stands in for it, and how to reach it instead
 */
public record ExplainSettings(
        List<String> sources, String namespace, Output output, Options options, ClusterSettings cluster) {

    public ExplainSettings {
        sources = List.copyOf(sources);
    }

    /** How an explanation is written. */
    public enum Output implements Options.ConstantWord {
        /** For people. */
        TABLE,
        /** For programs. */
        JSON,
        /** The same as JSON. */
        YAML,
        /** The patches alone, as JSON. */
        PATCH
    }

    /** Reads them. */
    public static Parsed<ExplainSettings> read(RawInput input) {
        return SettingsReader.read(
                input,
                reader -> new ExplainSettings(
                        sources(reader),
                        reader.get(CommandOptions.EXPLAIN_NAMESPACE),
                        reader.get(CommandOptions.EXPLAIN_OUTPUT),
                        DecisionOptions.read(reader),
                        ClusterSettings.read(reader)));
    }

    private static List<String> sources(SettingsReader reader) {
        if (!reader.isSaid(CommandOptions.SOURCE)) {
            reader.problem(CommandOptions.SOURCE, "say what to explain: a file, a directory, or - for standard input");
        }
        return reader.all(CommandOptions.SOURCE);
    }
}
