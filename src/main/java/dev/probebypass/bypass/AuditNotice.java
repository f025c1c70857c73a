package dev.probebypass.bypass;

import dev.probebypass.mesh.Attachment;
import dev.probebypass.mesh.ExclusionList;
import dev.probebypass.mesh.PortList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What enforce mode would have done with a pod, in words: in audit mode nothing else tells whoever creates it.
 *
 * @param attachment as it is
 * @param changes annotations by key, as enforce mode would write them
 */
record AuditNotice(Attachment attachment, Map<String, Optional<String>> changes) {

    /** Such as {@code bypass 8081, 9090}; empty if nothing would have changed. */
    Optional<String> wouldHave() {
        List<String> deeds = new ArrayList<>();
        added(attachment.inboundExclusion()).ifPresent(ports -> deeds.add("bypass " + ports));
        added(attachment.outboundExclusion()).ifPresent(ports -> deeds.add("bypass outbound " + ports));
        attachment
                .rewriting()
                .filter(rewriting -> changes.containsKey(rewriting.annotation()))
                .ifPresent(_ -> deeds.add("ask the mesh to rewrite the pod's probes"));
        if (deeds.isEmpty() && !changes.isEmpty()) {
            deeds.add("change " + String.join(", ", changes.keySet()));
        }
        return deeds.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", deeds));
    }

    private Optional<String> added(ExclusionList exclusion) {
        return changes.getOrDefault(exclusion.annotation(), Optional.empty())
                .map(list -> PortList.parse(list).ports().minus(exclusion.ports()))
                .filter(ports -> !ports.isEmpty())
                .map(ports -> ports.toString().replace(",", ", "));
    }
}
