package dev.probebypass.bypass;

import dev.probebypass.bypass.Advice.Code;
import dev.probebypass.mesh.Attachment;
import dev.probebypass.mesh.ExclusionList;
import dev.probebypass.mesh.PortList;
import dev.probebypass.names.AnnotationKeys;
import java.util.List;

/** The advice on the lists of ports that the user wants to bypass the sidecar, and on those that an annotation replaces. */
record ListAdvice(AdviceCollector advice, Attachment attachment) {

    void aboutOutbound(List<OutboundDecision> decisions) {
        for (int i = 0; i < decisions.size(); i++) {
            OutboundDecision decision = decisions.get(i);
            String port = Integer.toString(decision.port());
            switch (decision.reason()) {
                case RESERVED_BY_MESH -> advice.add(Code.RESERVED_PORT, port, AnnotationKeys.OUTBOUND_PORTS);
                case TOO_LATE -> advice.add(Code.OUTBOUND_TOO_LATE, port, AnnotationKeys.OUTBOUND_PORTS);
                default -> {}
            }
        }
    }

    /**
     * An annotation puts the mesh-wide list out of force; where nobody sees that list it can't be repeated. Of a pod that we
     * have patched before, what is ours does not count as the user's own list.
     */
    void aboutLostLists(BypassRecord record, PortList inbound, PortList outbound) {
        if (attachment.isUnseen() && !attachment.isInjected()) {
            lostList(attachment.inboundExclusion(), inbound, record.ports(), AnnotationKeys.INBOUND_PORTS);
            lostList(attachment.outboundExclusion(), outbound, outbound, AnnotationKeys.OUTBOUND_PORTS);
        }
    }

    private void lostList(ExclusionList list, PortList wanted, PortList ours, String key) {
        boolean isOurs =
                list.isUnseen() || (!ours.isEmpty() && list.ports().minus(ours).isEmpty());
        if (!wanted.isEmpty() && isOurs) {
            advice.add(Code.LOST_MESH_WIDE_LIST, list.annotation(), attachment.configurationName(), key);
        }
    }
}
