package dev.probebypass.bypass;

import dev.probebypass.cluster.IstioInstallations;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was decided for one pod.
 *
 * @param mesh the mesh that takes the pod, empty if none does or nobody asked
 * @param reason why the whole pod is left as it came, empty if its ports were decided one by one
 * @param ports the decisions, in the order of the pod's containers
 * @param changes annotations to set by key, in order; an empty value takes the annotation away
 * @param warnings what the user should know, each at most 256 characters
 */
public record Plan(
        Optional<MeshOfPod> mesh,
        Optional<PodReason> reason,
        List<PortDecision> ports,
        Map<String, Optional<String>> changes,
        List<String> warnings,
        Options.Mode mode) {

    /**
     * The mesh that takes a pod.
     *
     * @param name as users write it
     * @param revision the pod's revision of the mesh
     * @param configuration where the mesh-wide values come from
     */
    public record MeshOfPod(String name, String revision, IstioInstallations.Source configuration) {}

    /** What the pod's annotations become: in audit mode nothing, whatever was decided. */
    public Map<String, Optional<String>> patch() {
        return mode == Options.Mode.ENFORCE ? changes : Map.of();
    }

    /** The decision in one line. The same pod with its sidecar gives the same line. */
    public String summary() {
        return Summary.of(this);
    }
}
