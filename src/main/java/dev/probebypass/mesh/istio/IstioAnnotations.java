package dev.probebypass.mesh.istio;

import java.util.List;

/**
 * The keys of Istio's annotations of pods in the domains that are its own.
 *
 * @see <a href="https://istio.io/latest/docs/reference/config/annotations/">Resource annotations</a>
 */
final class IstioAnnotations {

    static final List<String> KNOWN = List.of(
            "inject.istio.io/templates",
            "proxy.istio.io/config",
            "proxy.istio.io/health-checks-enabled",
            "proxy.istio.io/overrides",
            "sidecar.istio.io/agentLogLevel",
            "sidecar.istio.io/bootstrapOverride",
            "sidecar.istio.io/capNetBindService",
            "sidecar.istio.io/componentLogLevel",
            "sidecar.istio.io/controlPlaneAuthPolicy",
            "sidecar.istio.io/discoveryAddress",
            "sidecar.istio.io/extraStatTags",
            "sidecar.istio.io/inject",
            "sidecar.istio.io/interceptionMode",
            "sidecar.istio.io/logLevel",
            "sidecar.istio.io/nativeSidecar",
            "sidecar.istio.io/proxyCPU",
            "sidecar.istio.io/proxyCPULimit",
            "sidecar.istio.io/proxyImage",
            "sidecar.istio.io/proxyImageType",
            "sidecar.istio.io/proxyMemory",
            "sidecar.istio.io/proxyMemoryLimit",
            "sidecar.istio.io/rewriteAppHTTPProbers",
            "sidecar.istio.io/statsCompression",
            "sidecar.istio.io/statsEvictionInterval",
            "sidecar.istio.io/statsFlushInterval",
            "sidecar.istio.io/statsHistogramBins",
            "sidecar.istio.io/statsHistogramBuckets",
            "sidecar.istio.io/statsInclusionPrefixes",
            "sidecar.istio.io/statsInclusionRegexps",
            "sidecar.istio.io/statsInclusionSuffixes",
            "sidecar.istio.io/status",
            "sidecar.istio.io/userVolume",
            "sidecar.istio.io/userVolumeMount",
            "status.sidecar.istio.io/port",
            "traffic.sidecar.istio.io/excludeInboundPorts",
            "traffic.sidecar.istio.io/excludeInterfaces",
            "traffic.sidecar.istio.io/excludeOutboundIPRanges",
            "traffic.sidecar.istio.io/excludeOutboundPorts",
            "traffic.sidecar.istio.io/includeInboundPorts",
            "traffic.sidecar.istio.io/includeOutboundIPRanges",
            "traffic.sidecar.istio.io/includeOutboundPorts",
            "traffic.sidecar.istio.io/kubevirtInterfaces");

    private IstioAnnotations() {}
}
