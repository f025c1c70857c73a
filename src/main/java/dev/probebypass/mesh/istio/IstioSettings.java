package dev.probebypass.mesh.istio;

import dev.probebypass.mesh.MeshSetting;
import java.util.List;
import java.util.Map;

/** The settings that stand in for an injector's ConfigMap that can't be seen. */
final class IstioSettings {

    private static final IstioValues ASSUMED = IstioValues.ASSUMED;

    private static final MeshSetting REWRITE_PROBES = new MeshSetting(
            "rewrite-probes",
            MeshSetting.Type.BOOLEAN,
            Boolean.toString(ASSUMED.rewritesProbes()),
            "Whether Istio rewrites probes (sidecarInjectorWebhook.rewriteAppHTTPProbe).");

    private static final MeshSetting INCLUDE_INBOUND_PORTS = new MeshSetting(
            "include-inbound-ports",
            MeshSetting.Type.PORTS_OR_ALL,
            ASSUMED.includeInboundPorts(),
            "Ports the mesh captures (global.proxy.includeInboundPorts).");

    private static final MeshSetting EXCLUDE_INBOUND_PORTS = new MeshSetting(
            "exclude-inbound-ports",
            MeshSetting.Type.PORTS,
            ASSUMED.excludeInboundPorts(),
            "Inbound ports the mesh leaves alone (global.proxy.excludeInboundPorts).");

    private static final MeshSetting EXCLUDE_OUTBOUND_PORTS = new MeshSetting(
            "exclude-outbound-ports",
            MeshSetting.Type.PORTS,
            ASSUMED.excludeOutboundPorts(),
            "Outbound ports the mesh leaves alone (global.proxy.excludeOutboundPorts).");

    private static final MeshSetting STATUS_PORT = new MeshSetting(
            "status-port",
            MeshSetting.Type.PORT,
            Integer.toString(ASSUMED.statusPort()),
            "Where the sidecar's agent answers rewritten probes (global.proxy.statusPort).");

    /** All of them. */
    static final List<MeshSetting> ALL =
            List.of(REWRITE_PROBES, INCLUDE_INBOUND_PORTS, EXCLUDE_INBOUND_PORTS, EXCLUDE_OUTBOUND_PORTS, STATUS_PORT);

    private IstioSettings() {}

    /** The values that the settings say; what they leave open is as assumed. */
    static IstioValues values(Map<String, String> said) {
        return new IstioValues(
                Boolean.parseBoolean(value(REWRITE_PROBES, said)),
                value(INCLUDE_INBOUND_PORTS, said),
                value(EXCLUDE_INBOUND_PORTS, said),
                value(EXCLUDE_OUTBOUND_PORTS, said),
                Integer.parseInt(value(STATUS_PORT, said)),
                ASSUMED.usesPlugin(),
                ASSUMED.selection());
    }

    private static String value(MeshSetting setting, Map<String, String> said) {
        return said.getOrDefault(setting.name(), setting.otherwise());
    }
}
