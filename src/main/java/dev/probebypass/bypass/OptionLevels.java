package dev.probebypass.bypass;

import dev.probebypass.mesh.PortList;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Replaces options by what annotations say. What can't be read is a warning, and the wider level holds. An empty list clears
 * the wider one; an empty word says nothing.
 */
final class OptionLevels {

    private final Warnings warnings;
    private final String level;
    private final Map<String, String> annotations;

    /**
     * @param level {@code namespace} or {@code pod}, for the warnings
     * @param annotations those of the namespace or the pod
     */
    OptionLevels(Warnings warnings, String level, Map<String, String> annotations) {
        this.warnings = warnings;
        this.level = level;
        this.annotations = annotations;
    }

    Options replace(Options wider) {
        if (annotations.isEmpty()) {
            return wider;
        }
        Options options = word(wider, Keys.MODE, Options.Mode.class, Options::withMode);
        options = word(options, Keys.SHARED_PORTS, Options.SharedPorts.class, Options::withSharedPorts);
        options = mesh(options);
        options = ports(options, Keys.INBOUND_PORTS, Options::withInboundPorts);
        options = ports(options, Keys.OUTBOUND_PORTS, Options::withOutboundPorts);
        return ports(options, Keys.APPLICATION_PORTS, Options::withApplicationPorts);
    }

    /** Another mesh than we know is one we would be wrong about: the pod is taken for not in any. */
    private Options mesh(Options options) {
        String word = annotations.getOrDefault(Keys.MESH, "");
        if (word.isEmpty()) {
            return options;
        }
        Optional<Options.MeshChoice> choice = Options.parse(Options.MeshChoice.class, word);
        if (choice.isEmpty()) {
            warnings.add(
                    "annotation %s=%s of the %s is no mesh we know, so the pod is left as it is: use istio or none",
                    Keys.MESH, word, level);
        }
        return options.withMesh(choice.orElse(Options.MeshChoice.NONE));
    }

    private <E extends Enum<E> & Options.Word> Options word(
            Options options, String key, Class<E> type, BiFunction<Options, E, Options> with) {
        String word = annotations.getOrDefault(key, "");
        if (word.isEmpty()) {
            return options;
        }
        Optional<E> value = Options.parse(type, word);
        if (value.isEmpty()) {
            warnings.add("annotation %s=%s of the %s is ignored: use %s", key, word, level, Words.of(type));
        }
        return value.map(known -> with.apply(options, known)).orElse(options);
    }

    private Options ports(Options options, String key, BiFunction<Options, PortList, Options> with) {
        String value = annotations.get(key);
        if (value == null) {
            return options;
        }
        PortList.Parsed parsed = PortList.parse(value);
        for (String rejected : parsed.rejected()) {
            warnings.add(
                    "\"%s\" in annotation %s of the %s is no port and is skipped: use numbers from 1 to 65535 with commas between them",
                    rejected, key, level);
        }
        return with.apply(options, parsed.ports());
    }
}
