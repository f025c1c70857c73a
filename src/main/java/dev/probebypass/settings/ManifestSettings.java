package dev.probebypass.settings;

import dev.probebypass.bypass.Options;
import java.util.List;

/**
 * What manifests are read, and what holds for the decisions about their pods.
 *
 * @param sources files, directories, or {@code -} for standard input
 * @param namespace of what names none
 * @param options of the decision
 * @param cluster what stands in for it, and how to reach it instead
 */
public record ManifestSettings(List<String> sources, String namespace, Options options, ClusterSettings cluster) {

    public ManifestSettings {
        sources = List.copyOf(sources);
    }

    /** Reads them. */
    public static Parsed<ManifestSettings> read(RawInput input) {
        return SettingsReader.read(
                input,
                reader -> new ManifestSettings(
                        sources(reader, "say where the manifests are"),
                        reader.get(CommandOptions.EXPLAIN_NAMESPACE),
                        DecisionOptions.read(reader),
                        ClusterSettings.read(reader)));
    }

    /**
     * Reads what to read.
     *
     * @param advice what to do where nothing is said
     */
    static List<String> sources(SettingsReader reader, String advice) {
        if (!reader.isSaid(CommandOptions.SOURCE)) {
            reader.problem(CommandOptions.SOURCE, advice + ": a file, a directory, or - for standard input");
        }
        return reader.all(CommandOptions.SOURCE);
    }
}
