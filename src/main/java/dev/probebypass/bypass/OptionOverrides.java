package dev.probebypass.bypass;

import dev.probebypass.bypass.Advice.Code;
import dev.probebypass.bypass.Options.MeshChoice;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.mesh.PortList;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.pod.Pod;
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
    private final boolean isPod;

    private OptionOverrides(
            AdviceCollector advice, String level, Map<String, String> annotations, Snapshot snapshot, boolean isPod) {
        this.snapshot = snapshot;
        this.advice = advice;
        this.level = level;
        this.annotations = annotations;
        this.isPod = isPod;
    }

    /**
     * What the annotations of the Namespace say.
     *
     * @param snapshot knows them, and the meshes
     */
    static OptionOverrides ofNamespace(AdviceCollector advice, Snapshot snapshot) {
        return new OptionOverrides(advice, "namespace", snapshot.namespaceAnnotations(), snapshot, false);
    }

    /** What the annotations of the pod itself say: in doubt it protects all of its ports. */
    static OptionOverrides ofPod(AdviceCollector advice, Pod pod, Snapshot snapshot) {
        return new OptionOverrides(advice, "pod", pod.annotations().kept(), snapshot, true);
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
        return applicationPorts(options);
    }

    private Options applicationPorts(Options options) {
        String value = annotations.get(AnnotationKeys.APPLICATION_PORTS);
        if (value == null) {
            return options;
        }
        PortSet.Parsed parsed = PortSet.parse(value);
        if (!isPod) {
            parsed.rejected().forEach(element -> unread(Code.APPLICATION_PORT_SKIPPED, element));
            return options.withApplicationPorts(parsed.ports().of(PortSet.Level.NAMESPACE));
        }
        parsed.rejected().forEach(element -> unread(Code.APPLICATION_PORTS_UNREADABLE, element));
        return options.withApplicationPorts(
                parsed.rejected().isEmpty() ? parsed.ports().of(PortSet.Level.POD) : PortSet.ALL);
    }

    private void unread(Code code, String element) {
        advice.add(code, level, AnnotationKeys.APPLICATION_PORTS, element);
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
