package dev.probebypass.cluster.watch;

import dev.probebypass.mesh.IstioSight;
import dev.probebypass.mesh.IstioValues;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What to watch, and how patiently.
 *
 * @param meshNamespaces where Istio keeps its configuration, the first before the others
 * @param others what holds for a revision of Istio that can't be seen
 * @param namespaceTimeout how long a snapshot may wait for a Namespace that the watch has not brought
 * @param checkInterval how often a watch that went quiet is looked for
 */
public record WatchSettings(
        List<String> meshNamespaces, IstioSight others, Duration namespaceTimeout, Duration checkInterval) {

    /**
     * The usual patience.
     *
     * @param istio what the user said of revisions that can't be seen
     */
    public static WatchSettings of(List<String> meshNamespaces, Optional<IstioValues> istio) {
        return new WatchSettings(meshNamespaces, IstioSight.said(istio), Duration.ofMillis(500), Duration.ofSeconds(1));
    }
}
