package dev.probebypass.bypass;

import dev.probebypass.mesh.Attachment;
import dev.probebypass.mesh.Certainty;
import dev.probebypass.mesh.Mesh;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What was decided for one pod.
 *
 * @param mesh the mesh that takes the pod, empty if none does or nobody asked
 * @param reason why the whole pod is left as it came, empty if its ports were decided one by one
 * @param ports the decisions, in the order of the pod's containers
 * @param outbound the decisions about ports elsewhere, in the order in which the user named them
 * @param changes annotations to set by key, in order; an empty value takes the annotation away
 * @param advice what the user should know
 * @param notes what else there is to know, for who asks
 */
public record Plan(
        Optional<MeshOfPod> mesh,
        Optional<PodReason> reason,
        List<PortDecision> ports,
        List<OutboundDecision> outbound,
        Map<String, Optional<String>> changes,
        List<Advice> advice,
        List<Note> notes,
        Options.Mode mode) {

    /**
     * The mesh that takes a pod.
     *
     * @param revision the pod's revision of the mesh
     * @param certainty how well its configuration is known
     * @param isInjected whether the sidecar is in the pod already
     */
    public record MeshOfPod(Mesh mesh, String revision, Certainty certainty, boolean isInjected) {

        static MeshOfPod of(Attachment attachment) {
            return new MeshOfPod(
                    attachment.mesh(), attachment.revision(), attachment.certainty(), attachment.followsInjection());
        }

        /** The mesh's name as users write it. */
        public String name() {
            return mesh.name();
        }

        /** The configuration in a sentence. */
        public String configurationName() {
            return mesh.describe(revision);
        }
    }

    /** The advice in sentences, each at most 256 characters. */
    public List<String> warnings() {
        return AdviceText.of(advice);
    }

    /** What the pod's annotations become: in audit mode nothing, whatever was decided. */
    public Map<String, Optional<String>> patch() {
        return mode == Options.Mode.ENFORCE ? changes : Map.of();
    }

    /**
     * Whether anything was decided without mesh-wide values on which it depends, and the sidecar is yet to come: the call that
     * follows it may know more, and decides.
     */
    public boolean isProvisional() {
        return configurationIsUnseen() && isBeforeInjection() && hasAny(Plan::restsOnConfiguration);
    }

    /** Whether anything would have depended on mesh-wide values that can't be seen. */
    public boolean missesConfiguration() {
        return configurationIsUnseen() && (hasAny(Plan::isUnseen) || (isBeforeInjection() && !changes.isEmpty()));
    }

    /** Whether the mesh-wide values of the pod's revision can't be seen. */
    public boolean configurationIsUnseen() {
        return mesh.isPresent() && mesh.get().certainty() == Certainty.UNSEEN;
    }

    /** Whether the sidecar is in the pod already. */
    public boolean isAfterInjection() {
        return mesh.isPresent() && mesh.get().isInjected();
    }

    private boolean isBeforeInjection() {
        return mesh.isPresent() && !mesh.get().isInjected();
    }

    private boolean hasAny(Predicate<PortDecision> what) {
        for (int i = 0; i < ports.size(); i++) {
            if (what.test(ports.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnseen(PortDecision port) {
        return port.reason() == Reason.MESH_UNSEEN;
    }

    /** Whether the injector's work may show another reason: the others are only reached where the pod says all that counts. */
    private static boolean restsOnConfiguration(PortDecision port) {
        return switch (port.reason()) {
            case MESH_UNSEEN,
                    NAMED_BY_USER,
                    APPLICATION_PORT,
                    LIKELY_APPLICATION_PORT,
                    SERVICES_UNSEEN,
                    RESERVED_BY_MESH,
                    OTHER_HOST,
                    UNRESOLVED_PORT_NAME -> true;
            case HANDLED_BY_MESH,
                    NOT_REWRITABLE,
                    ALREADY_BYPASSED,
                    CAPTURED_ON_PURPOSE,
                    GUARDED_BY_POLICY,
                    TOO_LATE,
                    NO_SERVICE,
                    PROBE_PORT -> false;
        };
    }

    /** The decision in one line. The same pod with its sidecar gives the same line. */
    public String summary() {
        return Summary.of(this);
    }
}
