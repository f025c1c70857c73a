package dev.probebypass.golden;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Options.MeshChoice;
import dev.probebypass.bypass.Options.Mode;
import dev.probebypass.bypass.Options.SharedPorts;
import dev.probebypass.bypass.PortPolicy;
import dev.probebypass.bypass.PortPolicy.HookPorts;
import dev.probebypass.bypass.PortPolicy.NearServices;
import dev.probebypass.bypass.PortPolicy.NoService;
import dev.probebypass.bypass.PortSet;
import dev.probebypass.mesh.PortList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The settings of an installation, as {@code settings.yaml} has them.
 *
 * @param istio what to assume of an Istio that can't be seen
 */
record Settings(Options options, Map<String, String> istio) {

    static final Settings NONE = new Settings(Options.DEFAULT, Map.of());

    private static final Set<String> NAMES = Set.of(
            "mode",
            "sharedPorts",
            "mesh",
            "inboundPorts",
            "outboundPorts",
            "applicationPorts",
            "nearServices",
            "noService",
            "hookPorts",
            "istio");
    /** The settings that stand for values, by the names of the values. */
    private static final Map<String, String> ISTIO_NAMES = Map.of(
            "rewriteAppHTTPProbe", "rewrite-probes",
            "includeInboundPorts", "include-inbound-ports",
            "excludeInboundPorts", "exclude-inbound-ports",
            "excludeOutboundPorts", "exclude-outbound-ports",
            "statusPort", "status-port");

    static Settings of(JsonNode yaml) {
        known(yaml, NAMES);
        Options options = new Options(
                word(yaml, "mode", Mode.class, Mode.ENFORCE),
                word(yaml, "sharedPorts", SharedPorts.class, SharedPorts.LEAVE),
                mesh(yaml.path("mesh").asText("auto")),
                ports(yaml, "inboundPorts"),
                ports(yaml, "outboundPorts"),
                applicationPorts(yaml),
                new PortPolicy(
                        word(yaml, "nearServices", NearServices.class, NearServices.LEAVE),
                        word(yaml, "noService", NoService.class, NoService.BYPASS),
                        word(yaml, "hookPorts", HookPorts.class, HookPorts.LEAVE)));
        return new Settings(options, istio(yaml.path("istio")));
    }

    private static Map<String, String> istio(JsonNode yaml) {
        known(yaml, ISTIO_NAMES.keySet());
        Map<String, String> said = new HashMap<>();
        yaml.properties()
                .forEach(entry -> said.put(
                        ISTIO_NAMES.get(entry.getKey()), entry.getValue().asText()));
        return said;
    }

    private static MeshChoice mesh(String word) {
        return MeshChoice.parse(word, List.of("istio")).orElseThrow(() -> new IllegalArgumentException(word));
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

    private static PortSet applicationPorts(JsonNode yaml) {
        PortSet.Parsed parsed = PortSet.parse(yaml.path("applicationPorts").asText(""));
        if (!parsed.rejected().isEmpty()) {
            throw new IllegalArgumentException("settings.yaml: no ports in " + parsed.rejected());
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
