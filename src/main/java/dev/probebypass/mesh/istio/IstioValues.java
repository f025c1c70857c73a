package dev.probebypass.mesh.istio;

import java.util.List;

/**
 * What holds for a whole Istio installation unless a pod says otherwise: the values of its sidecar injector that a
 * decision depends on.
 *
 * @param rewritesProbes {@code sidecarInjectorWebhook.rewriteAppHTTPProbe}
 * @param includeInboundPorts {@code global.proxy.includeInboundPorts}
 * @param excludeInboundPorts {@code global.proxy.excludeInboundPorts}
 * @param excludeOutboundPorts {@code global.proxy.excludeOutboundPorts}
 * @param statusPort {@code global.proxy.statusPort}, where the agent answers rewritten probes
 * @param usesPlugin {@code pilot.cni.enabled}: a plugin of the node redirects, by the annotations of the stored pod
 * @param selection which pods the injector takes
 * @see <a
 *     href="https://github.com/istio/istio/blob/master/manifests/charts/istio-control/istio-discovery/values.yaml">istiod's
 *     values.yaml</a>
 */
public record IstioValues(
        boolean rewritesProbes,
        String includeInboundPorts,
        String excludeInboundPorts,
        String excludeOutboundPorts,
        int statusPort,
        boolean usesPlugin,
        IstioSelection selection) {

    /** Captures every port. */
    public static final String ALL_PORTS = "*";

    /**
     * What is assumed where there is no cluster to look at, and what a value that nobody set in the settings is: rewriting is
     * off, and nothing is excluded. It stands in for no installation that can't be seen.
     */
    public static final IstioValues ASSUMED = new IstioValues(
            false,
            ALL_PORTS,
            "",
            "",
            15020,
            false,
            new IstioSelection(IstioSelection.Policy.ENABLED, false, List.of(), List.of(), List.of("sidecar")));
}
