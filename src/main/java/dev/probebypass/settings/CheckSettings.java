package dev.probebypass.settings;

import dev.probebypass.bypass.Options;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What holds for a check.
 *
 * @param namespace of the pod
 * @param timeout how long to try again while it may come right
 * @param output how to write it
 * @param kubeconfig how to reach the cluster, empty for the usual ways
 * @param webhookConfiguration ours
 * @param meshNamespaces where the mesh keeps its configuration
 */
public record CheckSettings(
        String namespace,
        Duration timeout,
        Output output,
        Optional<Path> kubeconfig,
        String webhookConfiguration,
        List<String> meshNamespaces) {

    public CheckSettings {
        meshNamespaces = List.copyOf(meshNamespaces);
    }

    /** How the result of a check is written. */
    public enum Output implements Options.ConstantWord {
        /** For people. */
        TEXT,
        /** For programs. */
        JSON
    }

    /** Reads them. */
    public static Parsed<CheckSettings> read(RawInput input) {
        return SettingsReader.read(
                input,
                reader -> new CheckSettings(
                        reader.get(CommandOptions.CHECK_NAMESPACE),
                        reader.get(CommandOptions.CHECK_TIMEOUT),
                        reader.get(CommandOptions.CHECK_OUTPUT),
                        reader.find(Settings.KUBECONFIG),
                        reader.get(Settings.WEBHOOK_CONFIGURATION),
                        reader.get(Settings.MESH_NAMESPACE)));
    }
}
