package dev.probebypass.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Options.MeshChoice;
import dev.probebypass.bypass.Options.Mode;
import dev.probebypass.bypass.Options.SharedPorts;
import dev.probebypass.mesh.IstioValues;
import dev.probebypass.mesh.PortList;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of an installation, as {@code settings.yaml} has them.
 *
 * @param istio what to assume of an Istio that can't be seen
 */
record Settings(Options options, Optional<IstioValues> istio) {

    static final Settings NONE = new Settings(Options.DEFAULT, Optional.empty());

    private static final Set<String> NAMES =
            Set.of("mode", "sharedPorts", "mesh", "inboundPorts", "outboundPorts", "applicationPorts", "istio");
    private static final Set<String> ISTIO_NAMES = Set.of(
            "rewriteAppHTTPProbe", "includeInboundPorts", "excludeInboundPorts", "excludeOutboundPorts", "statusPort");

    static Settings of(JsonNode yaml) {
        known(yaml, NAMES);
        Options options = new Options(
                word(yaml, "mode", Mode.class, Mode.ENFORCE),
                word(yaml, "sharedPorts", SharedPorts.class, SharedPorts.LEAVE),
                word(yaml, "mesh", MeshChoice.class, MeshChoice.AUTO),
                ports(yaml, "inboundPorts"),
                ports(yaml, "outboundPorts"),
                ports(yaml, "applicationPorts"));
        return new Settings(
                options,
                Optional.of(yaml.path("istio")).filter(JsonNode::isObject).map(Settings::istio));
    }

    private static IstioValues istio(JsonNode yaml) {
        known(yaml, ISTIO_NAMES);
        IstioValues otherwise = IstioValues.ASSUMED;
        return new IstioValues(
                yaml.path("rewriteAppHTTPProbe").asBoolean(otherwise.rewritesProbes()),
                yaml.path("includeInboundPorts").asText(otherwise.includeInboundPorts()),
                yaml.path("excludeInboundPorts").asText(otherwise.excludeInboundPorts()),
                yaml.path("excludeOutboundPorts").asText(otherwise.excludeOutboundPorts()),
                yaml.path("statusPort").asInt(otherwise.statusPort()),
                otherwise.usesPlugin(),
                otherwise.selection());
    }

    private static <E extends Enum<E> & Options.Word> E word(JsonNode yaml, String name, Class<E> type, E otherwise) {
        if (!yaml.has(name)) {
            return otherwise;
        }
        String word = yaml.path(name).asText();
        return Options.parse(type, word)
                .orElseThrow(() -> new IllegalArgumentException("settings.yaml: " + name + " can't be " + word));
    }

    private static PortList ports(JsonNode yaml, String name) {
        PortList.Parsed parsed = PortList.parse(yaml.path(name).asText(""));
        if (!parsed.rejected().isEmpty()) {
            throw new IllegalArgumentException("settings.yaml: " + name + " has no ports in " + parsed.rejected());
        }
        return parsed.ports();
    }

    private static void known(JsonNode yaml, Set<String> names) {
        yaml.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("settings.yaml: there is no " + name + ", only " + names);
            }
        });
    }
}
