package dev.probebypass.bypass;

import dev.probebypass.mesh.Attachment;
import dev.probebypass.mesh.Guard;
import dev.probebypass.mesh.MeshPolicies;
import dev.probebypass.mesh.MutualTls;
import dev.probebypass.pod.Call;
import dev.probebypass.pod.Pod;
import java.util.Optional;

/**
 * What guards the ports of a pod, and which connections its sidecar takes.
 *
 * @param policies of the mesh, for the pods of the namespace
 * @param callers who calls them
 */
record Guards(Pod pod, MeshPolicies policies, Attachment attachment, BypassRecord record, PodCallers callers) {

    /** What guards a port; empty if nothing does. */
    Optional<Guard> of(int port) {
        Optional<Guard> policy = policies.guard(pod, port);
        if (policy.isPresent()) {
            return policy;
        }
        Optional<Guard> annotation = Scraping.guard(this, port);
        return annotation.isPresent() ? annotation : callers.guard(port, attachment.mesh());
    }

    /** What becomes of a call to a port where the mesh does not rewrite it. */
    Interception interception(Call call, int port) {
        return Interception.of(call.handler(), mutualTls(port), policies.refuses(pod, port, call));
    }

    /** Which connections to a port the sidecar takes. */
    MutualTls mutualTls(int port) {
        return policies.mutualTls(pod, port);
    }
}
