package dev.probebypass.bypass;

import dev.probebypass.bypass.PortPolicy.HookPorts;
import dev.probebypass.mesh.Attachment;
import dev.probebypass.mesh.PortList;
import dev.probebypass.pod.Container;
import dev.probebypass.pod.Pod;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The decisions about all ports of a pod: one for each probe, one for each hook where hooks are judged, and one for each port that the user named and no probe
 * bypasses already.
 */
record PortDecisions(List<PortDecision> rows) {

    private static final Set<Reason> CURED_BY_REWRITING = EnumSet.of(
            Reason.APPLICATION_PORT,
            Reason.GUARDED_BY_POLICY,
            Reason.LIKELY_APPLICATION_PORT,
            Reason.SERVICES_UNSEEN,
            Reason.NO_SERVICE);

    static PortDecisions of(Pod pod, PortRules rules) {
        List<PortDecision> rows = new ArrayList<>();
        calls(pod.containers(), rules, rows);
        calls(pod.initContainers(), rules, rows);
        PortList named = rules.options().inboundPorts();
        PortList bypassed = named.isEmpty() ? PortList.EMPTY : bypassed(rows);
        for (int i = 0; i < named.size(); i++) {
            if (!bypassed.contains(named.get(i))) {
                rows.add(rules.decide(named.get(i)));
            }
        }
        return new PortDecisions(rows);
    }

    private static void calls(List<Container> containers, PortRules rules, List<PortDecision> rows) {
        for (int i = 0; i < containers.size(); i++) {
            Container container = containers.get(i);
            if (runs(container, rules.attachment())) {
                for (int j = 0; j < container.probes().size(); j++) {
                    rows.add(rules.decide(container, container.probes().get(j)));
                }
                hooks(container, rules, rows);
            }
        }
    }

    private static void hooks(Container container, PortRules rules, List<PortDecision> rows) {
        if (rules.options().policy().hookPorts() == HookPorts.BYPASS) {
            for (int i = 0; i < container.hooks().size(); i++) {
                rows.add(rules.decide(container, container.hooks().get(i)));
            }
        }
    }

    /** Whether the kubelet probes the container, and it is not the mesh's own. */
    static boolean runs(Container container, Attachment attachment) {
        return container.kind() != Container.Kind.INIT && !attachment.owns(container);
    }

    /** The ports to exclude, ascending. */
    PortList bypassed() {
        return bypassed(rows);
    }

    private static PortList bypassed(List<PortDecision> rows) {
        PortList.Builder ports = new PortList.Builder(4);
        for (int i = 0; i < rows.size(); i++) {
            PortDecision row = rows.get(i);
            if (row.bypasses() && row.port().isPresent()) {
                ports.add(row.port().getAsInt());
            }
        }
        return ports.build().ascending();
    }

    /** Whether a probe or hook calls a port that stays in the mesh for its other callers, who come or seem to come, or for a policy. */
    boolean leaveASharedPort() {
        return rows.stream()
                .anyMatch(row -> CURED_BY_REWRITING.contains(row.reason())
                        && row.verdict() == Verdict.LEAVE
                        && row.subject() instanceof PortDecision.Subject.Called);
    }
}
