package dev.probebypass.bypass;

import dev.probebypass.mesh.Attachment;
import dev.probebypass.mesh.Guard;
import dev.probebypass.mesh.MeshPolicies;
import dev.probebypass.mesh.MutualTls;
import dev.probebypass.mesh.PodPolicies;
import dev.probebypass.pod.Call;
import dev.probebypass.pod.Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What guards the ports of a pod, and which connections its sidecar takes. What was found is kept; where there is more to compare
 * than a review has time for, every further port may be guarded. For one thread.
 */
final class Guards {

    /**
     * Comparisons of a call with a condition of a policy that one review has time for, a tenth of a second to one: a pod may have
     * thousands of probes, and policies thousands of conditions.
     */
    static final long MOST_COMPARED = 1_000_000;

    private static final String MAY = "may guard it";

    private final Pod pod;
    private final PodPolicies policies;
    private final long conditions;
    private final Attachment attachment;
    private final BypassRecord record;
    private final PodCallers callers;
    private final boolean mayFind;
    private final Map<Integer, Optional<Guard>> known;
    private Map<Integer, List<Call>> calls = Map.of();
    private long compared;

    /**
     * Nothing found yet.
     *
     * @param policies of the mesh, for the pods of the namespace
     * @param callers who calls the pod's ports
     */
    Guards(Pod pod, MeshPolicies policies, Attachment attachment, BypassRecord record, PodCallers callers) {
        this.pod = pod;
        this.policies = policies.of(pod);
        this.conditions = this.policies.conditions();
        this.attachment = attachment;
        this.record = record;
        this.callers = callers;
        this.mayFind = conditions > 0 || Scraping.mayGuard(pod) || callers.mayGuard();
        this.known = mayFind ? new HashMap<>(4) : Map.of();
    }

    Pod pod() {
        return pod;
    }

    Attachment attachment() {
        return attachment;
    }

    BypassRecord record() {
        return record;
    }

    PodCallers callers() {
        return callers;
    }

    /** What guards a port; empty if nothing does. */
    Optional<Guard> of(int port) {
        return mayFind ? known.computeIfAbsent(port, number -> find(number, () -> callsTo(number))) : Optional.empty();
    }

    /** What would guard a port if it were called so too. */
    Optional<Guard> of(int port, Call another) {
        if (!mayFind) {
            return Optional.empty();
        }
        return find(
                port,
                () -> Stream.concat(callsTo(port).stream(), Stream.of(another)).toList());
    }

    private Optional<Guard> find(int port, Supplier<List<Call>> callsThere) {
        if (!hasTime(callsThere)) {
            return Optional.of(new Guard("one of", conditions + " conditions", Optional.empty(), MAY));
        }
        Optional<Guard> policy = policies.guard(port, callsThere);
        if (policy.isPresent()) {
            return policy;
        }
        Optional<Guard> annotation = Scraping.guard(this, port, callsThere);
        return annotation.isPresent() ? annotation : callers.guard(port, attachment.mesh());
    }

    private List<Call> callsTo(int port) {
        if (calls.isEmpty()) {
            calls = pod.callsByPort();
        }
        return calls.getOrDefault(port, List.of());
    }

    /** What becomes of a call to a port where the mesh does not rewrite it. */
    Interception interception(Call call, int port) {
        boolean isRefused = conditions > 0 && hasTime(1) && policies.refuses(port, call);
        return Interception.of(call.handler(), mutualTls(port), isRefused);
    }

    private boolean hasTime(Supplier<List<Call>> callsThere) {
        return conditions == 0 || hasTime(Math.max(1, callsThere.get().size()));
    }

    /** Whether so many calls can still be compared with all conditions. */
    private boolean hasTime(int more) {
        compared += conditions * more;
        return compared <= MOST_COMPARED;
    }

    /** Which connections to a port the sidecar takes. */
    MutualTls mutualTls(int port) {
        return policies.mutualTls(port);
    }
}
