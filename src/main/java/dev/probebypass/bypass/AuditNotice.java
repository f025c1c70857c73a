package dev.probebypass.bypass;

import dev.probebypass.mesh.Exclusion;
import dev.probebypass.mesh.Interception;
import dev.probebypass.mesh.PortList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What enforce mode would have done with a pod, in words: in audit mode nothing else tells whoever creates it.
 *
 * @param interception as it is
 * @param changes annotations by key, as enforce mode would write them
 */
record AuditNotice(Interception interception, Map<String, Optional<String>> changes) {

    /** Such as {@code bypass 8081, 9090}; empty if nothing would have changed. */
    Optional<String> wouldHave() {
        List<String> deeds = new ArrayList<>();
        added(interception.inboundExclusion()).ifPresent(ports -> deeds.add("bypass " + ports));
        added(interception.outboundExclusion()).ifPresent(ports -> deeds.add("bypass outbound " + ports));
        interception
                .rewriting()
                .filter(rewriting -> changes.containsKey(rewriting.annotation()))
                .ifPresent(_ -> deeds.add("ask the mesh to rewrite the pod's probes"));
        if (deeds.isEmpty() && !changes.isEmpty()) {
            deeds.add("change " + String.join(", ", changes.keySet()));
        }
        return deeds.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", deeds));
    }

    private Optional<String> added(Exclusion exclusion) {
        return changes.getOrDefault(exclusion.annotation(), Optional.empty())
                .map(list -> PortList.parse(list).ports().minus(exclusion.ports()))
                .filter(ports -> !ports.isEmpty())
                .map(ports -> ports.toString().replace(",", ", "));
    }
}
