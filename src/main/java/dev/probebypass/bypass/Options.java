package dev.probebypass.bypass;

import dev.probebypass.mesh.PortList;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * What users can say. The settings of the installation, which a namespace's annotations replace one by one, which the
 * pod's annotations replace.
 *
 * @param sharedPorts what becomes of application ports that are probed
 * @param inboundPorts ports to exclude whatever they are
 * @param outboundPorts ports elsewhere that the pod's calls shall reach without the sidecar
 * @param applicationPorts ports never to bypass
 * @param policy what becomes of ports of which it is not surely known whether they carry application traffic
 */
public record Options(
        Mode mode,
        SharedPorts sharedPorts,
        MeshChoice mesh,
        PortList inboundPorts,
        PortList outboundPorts,
        PortSet applicationPorts,
        PortPolicy policy) {

    /** What holds where nobody says anything. */
    public static final Options DEFAULT = new Options(
            Mode.ENFORCE,
            SharedPorts.LEAVE,
            MeshChoice.AUTO,
            PortList.EMPTY,
            PortList.EMPTY,
            PortSet.EMPTY,
            PortPolicy.DEFAULT);

    /** Something a user says with one word. */
    public interface Word {
        /** The word, in lower case. */
        String word();
    }

    /** A word that is the name of an enum's constant, in lower case. */
    public interface ConstantWord extends Word {
        /** The name of the constant. */
        String name();

        @Override
        default String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What happens with a decision. */
    public enum Mode implements Word {
        /** The pod is patched. */
        ENFORCE("enforce"),
        /** Everything is decided, warned and counted; nothing is patched. */
        AUDIT("audit");

        /** Each review writes it, and allocates nothing for that. */
        private final String word;

        Mode(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** What becomes of an application port that is probed. */
    public enum SharedPorts implements ConstantWord {
        /** It stays in the mesh, with a warning. */
        LEAVE,
        /** The mesh's own rewriting of probes is asked for. */
        REWRITE,
        /** It bypasses the sidecar, with a warning of the price. */
        BYPASS
    }

    /**
     * Which mesh a pod is in.
     *
     * @param word the name of a mesh, {@code auto} or {@code none}
     */
    public record MeshChoice(String word) implements Word {

        /** As the pod's labels and annotations say. */
        public static final MeshChoice AUTO = new MeshChoice("auto");

        /** None. */
        public static final MeshChoice NONE = new MeshChoice("none");

        /** Reads a word, empty if it is none of them. */
        public static Optional<MeshChoice> parse(String word, Collection<String> meshes) {
            return meshes.contains(word) || word.equals(AUTO.word) || word.equals(NONE.word)
                    ? Optional.of(new MeshChoice(word))
                    : Optional.empty();
        }
    }

    /** The value that a word stands for, empty if it is none of them. */
    public static <E extends Enum<E> & Word> Optional<E> parse(Class<E> type, String word) {
        for (E value : type.getEnumConstants()) {
            if (value.word().equals(word)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    Options withMode(Mode value) {
        return new Options(value, sharedPorts, mesh, inboundPorts, outboundPorts, applicationPorts, policy);
    }

    Options withSharedPorts(SharedPorts value) {
        return new Options(mode, value, mesh, inboundPorts, outboundPorts, applicationPorts, policy);
    }

    Options withMesh(MeshChoice value) {
        return new Options(mode, sharedPorts, value, inboundPorts, outboundPorts, applicationPorts, policy);
    }

    Options withInboundPorts(PortList value) {
        return new Options(mode, sharedPorts, mesh, value, outboundPorts, applicationPorts, policy);
    }

    Options withOutboundPorts(PortList value) {
        return new Options(mode, sharedPorts, mesh, inboundPorts, value, applicationPorts, policy);
    }

    Options withApplicationPorts(PortSet value) {
        return new Options(mode, sharedPorts, mesh, inboundPorts, outboundPorts, value, policy);
    }
}
