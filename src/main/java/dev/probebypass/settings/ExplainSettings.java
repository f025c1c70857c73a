package dev.probebypass.settings;

import dev.probebypass.bypass.Options;
import java.util.List;

/**
 * What holds for an explanation.
 *
 * @param sources files, directories, or {@code -} for standard input
 * @param namespace of what names none
 * @param output how to write it
 * @param pipeline what of it is written, and what makes it fail
 * @param options of the decision
 * @param cluster what stands in for it, and how to reach it instead
 */
public record ExplainSettings(
        List<String> sources,
        String namespace,
        Output output,
        PipelineSettings pipeline,
        Options options,
        ClusterSettings cluster) {

    public ExplainSettings {
        sources = List.copyOf(sources);
    }

    /** How an explanation is written. */
    public enum Output implements Options.ConstantWord {
        /** For people at a terminal. */
        TABLE,
        /** For people who read a pull request: GitHub's and GitLab's. */
        MARKDOWN,
        /** For programs. */
        JSON,
        /** The same as JSON. */
        YAML,
        /** The patches alone, as JSON. */
        PATCH;

        boolean isForPeople() {
            return this == TABLE || this == MARKDOWN;
        }
    }

    /** What of it is about the input and the decision alone. */
    public ManifestSettings input() {
        return new ManifestSettings(sources, namespace, options, cluster);
    }

    /** Reads them. */
    public static Parsed<ExplainSettings> read(RawInput input) {
        return SettingsReader.read(input, ExplainSettings::of);
    }

    private static ExplainSettings of(SettingsReader reader) {
        List<String> sources = sources(reader);
        String namespace = reader.get(CommandOptions.EXPLAIN_NAMESPACE);
        Output output = reader.get(CommandOptions.EXPLAIN_OUTPUT);
        return new ExplainSettings(
                sources,
                namespace,
                output,
                PipelineSettings.read(reader, output),
                DecisionOptions.read(reader),
                ClusterSettings.read(reader));
    }

    private static List<String> sources(SettingsReader reader) {
        if (!reader.isSaid(CommandOptions.SOURCE)) {
            reader.problem(CommandOptions.SOURCE, "say what to explain: a file, a directory, or - for standard input");
        }
        return reader.all(CommandOptions.SOURCE);
    }
}
