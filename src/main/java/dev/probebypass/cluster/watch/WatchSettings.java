package dev.probebypass.cluster.watch;

import dev.probebypass.mesh.IstioValues;
import java.time.Duration;
import java.util.Optional;

/**
 * What to watch, and how patiently.
 *
 * @param meshNamespace where Istio keeps its configuration
 * @param istio what to assume of Istio where the cluster does not say it
 * @param namespaceTimeout how long a snapshot may wait for a Namespace that the watch has not brought
 * @param checkInterval how often a watch that went quiet is looked for
 */
public record WatchSettings(
        String meshNamespace, Optional<IstioValues> istio, Duration namespaceTimeout, Duration checkInterval) {

    /** The usual patience. */
    public static WatchSettings of(String meshNamespace, Optional<IstioValues> istio) {
        return new WatchSettings(meshNamespace, istio, Duration.ofMillis(500), Duration.ofSeconds(1));
    }
}
