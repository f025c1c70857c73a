package dev.probebypass.bypass;

import dev.probebypass.mesh.Attachment;
import dev.probebypass.mesh.ExclusionList;
import dev.probebypass.mesh.PortList;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.pod.Pod;
import java.util.Optional;

/**
 * The ports that we added to a pod's list earlier, as its annotation {@code bypassed-ports} says.
 *
 * @param ports those of the record that are still in the list
 * @param written the record as it stands on the pod
 * @param isFinal the sidecar or its redirection is in the pod: what is in the list stays there
 */
record BypassRecord(PortList ports, Optional<String> written, boolean isFinal) {

    static BypassRecord of(Pod pod, Attachment attachment) {
        Optional<String> written = pod.annotations().get(AnnotationKeys.BYPASSED_PORTS);
        boolean isFinal = attachment.isInjected() || attachment.isRedirectionFixed();
        if (written.isEmpty()) {
            return new BypassRecord(PortList.EMPTY, written, isFinal);
        }
        ExclusionList exclusion = attachment.inboundExclusion();
        PortList ours = written.filter(record -> exclusion.written())
                .map(record -> PortList.parse(record).ports().in(exclusion.ports()))
                .orElse(PortList.EMPTY);
        return new BypassRecord(ours, written, isFinal);
    }

    /** The same as in the pod before its sidecar came. */
    BypassRecord reopened() {
        return new BypassRecord(ports, written, false);
    }

    boolean holds(int port) {
        return ports.contains(port);
    }
}
