package dev.probebypass.bypass;

import dev.probebypass.mesh.Attachment;
import dev.probebypass.mesh.PortList;
import dev.probebypass.mesh.Redirection;
import java.util.ArrayList;
import java.util.List;

/**
 * What was decided about one port elsewhere that the user wants the pod to reach without its sidecar.
 *
 * @param port from 1 to 65535
 */
public record OutboundDecision(int port, Verdict verdict, Reason reason) {

    /** The decisions about the ports that the user named, in that order. */
    static List<OutboundDecision> of(PortList named, Attachment attachment) {
        if (named.isEmpty()) {
            return List.of();
        }
        List<OutboundDecision> decisions = new ArrayList<>(named.size());
        for (int i = 0; i < named.size(); i++) {
            decisions.add(of(named.get(i), attachment));
        }
        return decisions;
    }

    /** A port that is on the list already got there by us or by the user: one decision, whoever asks when. */
    private static OutboundDecision of(int port, Attachment attachment) {
        if (attachment.reserves(port)) {
            return new OutboundDecision(port, Verdict.LEAVE, Reason.RESERVED_BY_MESH);
        }
        return attachment.outbound(port) == Redirection.FIXED_IN_POD
                ? new OutboundDecision(port, Verdict.LEAVE, Reason.TOO_LATE)
                : new OutboundDecision(port, Verdict.BYPASS, Reason.NAMED_BY_USER);
    }

    /** The ports that bypass the sidecar. */
    static PortList bypassed(List<OutboundDecision> decisions) {
        if (decisions.isEmpty()) {
            return PortList.EMPTY;
        }
        PortList.Builder ports = new PortList.Builder(decisions.size());
        for (int i = 0; i < decisions.size(); i++) {
            OutboundDecision decision = decisions.get(i);
            if (decision.verdict() == Verdict.BYPASS) {
                ports.add(decision.port());
            }
        }
        return ports.build();
    }
}
