package dev.probebypass.settings;

import dev.probebypass.mesh.IstioValues;
import dev.probebypass.mesh.PortList;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where a cluster is, and what it may not show.
 *
 * @param kubeconfig how to reach it, empty for the usual ways
 * @param meshNamespaces where the mesh keeps its configuration, the first before the others
 * @param istio what stands in for an Istio configuration that can't be seen, empty if nobody said anything of it
 */
public record ClusterSettings(Optional<Path> kubeconfig, List<String> meshNamespaces, Optional<IstioValues> istio) {

    static ClusterSettings read(SettingsReader reader) {
        return new ClusterSettings(
                reader.find(Settings.KUBECONFIG), reader.get(Settings.MESH_NAMESPACE), istio(reader));
    }

    private static Optional<IstioValues> istio(SettingsReader reader) {
        PortList excludedInbound = reader.get(Settings.ISTIO_EXCLUDE_INBOUND_PORTS);
        PortList excludedOutbound = reader.get(Settings.ISTIO_EXCLUDE_OUTBOUND_PORTS);
        IstioValues values = new IstioValues(
                reader.get(Settings.ISTIO_REWRITE_PROBES),
                reader.get(Settings.ISTIO_INCLUDE_INBOUND_PORTS),
                excludedInbound.toString(),
                excludedOutbound.toString(),
                reader.get(Settings.ISTIO_STATUS_PORT),
                IstioValues.ASSUMED.usesPlugin(),
                IstioValues.ASSUMED.selection());
        return Settings.ISTIO.stream().anyMatch(reader::isSaid) ? Optional.of(values) : Optional.empty();
    }
}
