package dev.probebypass.settings;

import dev.probebypass.bypass.Options;

/**
 * What holds for an explanation.
 *
 * @param options of the decision
 * @param cluster what stands in for it, and how to reach it instead
 */
public record ExplainSettings(Options options, ClusterSettings cluster) {

    /** Reads them. */
    public static Outcome<ExplainSettings> read(Given given) {
        return SettingsReader.read(
                given, reader -> new ExplainSettings(DecisionOptions.read(reader), ClusterSettings.read(reader)));
    }
}
