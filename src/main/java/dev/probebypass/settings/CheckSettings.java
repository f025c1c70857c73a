package dev.probebypass.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What holds for a check.
 *
 * @param kubeconfig how to reach the cluster, empty for the usual ways
 * @param webhookConfiguration ours
 * @param meshNamespaces where the mesh keeps its configuration
 */
public record CheckSettings(Optional<Path> kubeconfig, String webhookConfiguration, List<String> meshNamespaces) {

    /** Reads them. */
    public static Outcome<CheckSettings> read(Given given) {
        return SettingsReader.read(
                given,
                reader -> new CheckSettings(
                        reader.find(Settings.KUBECONFIG),
                        reader.get(Settings.WEBHOOK_CONFIGURATION),
                        reader.get(Settings.MESH_NAMESPACE)));
    }
}
