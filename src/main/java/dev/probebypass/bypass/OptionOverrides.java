package dev.probebypass.bypass;

import dev.probebypass.bypass.Advice.Code;
import dev.probebypass.bypass.Options.MeshChoice;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.mesh.PortList;
import dev.probebypass.names.AnnotationKeys;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Replaces options by what annotations say. What can't be read is a warning, and the wider level holds. An empty list clears
 * the wider one; an empty word says nothing.
 */
final class OptionOverrides {

    private final AdviceCollector advice;
    private final String level;
    private final Map<String, String> annotations;
    private final Snapshot snapshot;

    /**
     * @param level {@code namespace} or {@code pod}, for the warnings
     * @param annotations those of the namespace or the pod
     * @param snapshot knows the meshes
     */
    OptionOverrides(AdviceCollector advice, String level, Map<String, String> annotations, Snapshot snapshot) {
        this.snapshot = snapshot;
        this.advice = advice;
        this.level = level;
        this.annotations = annotations;
    }

    Options replace(Options wider) {
        if (annotations.isEmpty()) {
            return wider;
        }
        Options options = word(wider, AnnotationKeys.MODE, Options.Mode.class, Options::withMode);
        options = word(options, AnnotationKeys.SHARED_PORTS, Options.SharedPorts.class, Options::withSharedPorts);
        options = mesh(options);
        options = ports(options, AnnotationKeys.INBOUND_PORTS, Options::withInboundPorts);
        options = ports(options, AnnotationKeys.OUTBOUND_PORTS, Options::withOutboundPorts);
        return ports(options, AnnotationKeys.APPLICATION_PORTS, Options::withApplicationPorts);
    }

    /** Another mesh than we know is one we would be wrong about: the pod is taken for not in any. */
    private Options mesh(Options options) {
        String word = annotations.getOrDefault(AnnotationKeys.MESH, "");
        if (word.isEmpty()) {
            return options;
        }
        List<String> meshes = snapshot.meshNames();
        Optional<MeshChoice> choice = MeshChoice.parse(word, meshes);
        if (choice.isEmpty()) {
            advice.add(Code.UNKNOWN_MESH, level, AnnotationKeys.MESH, word, String.join(", ", meshes));
        }
        return options.withMesh(choice.orElse(MeshChoice.NONE));
    }

    private <E extends Enum<E> & Options.Word> Options word(
            Options options, String key, Class<E> type, BiFunction<Options, E, Options> with) {
        String word = annotations.getOrDefault(key, "");
        if (word.isEmpty()) {
            return options;
        }
        Optional<E> value = Options.parse(type, word);
        if (value.isEmpty()) {
            advice.add(Code.OPTION_IGNORED, level, key, word, Words.of(type));
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
            advice.add(Code.PORT_SKIPPED, level, key, rejected);
        }
        return with.apply(options, parsed.ports());
    }
}
