package dev.probebypass.settings;

import dev.probebypass.bypass.Options;
import java.util.List;

/**
 * What holds for an explanation.
 *
 * @param input what is read, and decided of it
 * @param output how to write it
 * @param pipeline what of it is written, and what makes it fail
 */
public record ExplainSettings(ManifestSettings input, Output output, PipelineSettings pipeline) {

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

    /** Reads them. */
    public static Parsed<ExplainSettings> read(RawInput input) {
        return SettingsReader.read(input, ExplainSettings::of);
    }

    /** In the order of the help text, in which problems are said. */
    private static ExplainSettings of(SettingsReader reader) {
        List<String> sources = ManifestSettings.sources(reader, "say what to explain");
        String namespace = reader.get(CommandOptions.EXPLAIN_NAMESPACE);
        Output output = reader.get(CommandOptions.EXPLAIN_OUTPUT);
        PipelineSettings pipeline = PipelineSettings.read(reader, output);
        return new ExplainSettings(
                new ManifestSettings(sources, namespace, DecisionOptions.read(reader), ClusterSettings.read(reader)),
                output,
                pipeline);
    }
}
