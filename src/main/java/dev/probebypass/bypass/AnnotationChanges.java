package dev.probebypass.bypass;

import dev.probebypass.mesh.ExclusionList;
import dev.probebypass.mesh.PortList;
import dev.probebypass.names.AnnotationKeys;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a pod's port lists, and our record beside them, become. */
final class AnnotationChanges {

    private final Map<String, Optional<String>> changes = new TreeMap<>();

    /** The annotations to change, by key. */
    Map<String, Optional<String>> byKey() {
        return changes;
    }

    void set(String annotation, String value) {
        changes.put(annotation, Optional.of(value));
    }

    /**
     * Adds ports to the inbound list, and takes out what an earlier pod of the same manifest needed and this one does not.
     *
     * @param exclusion the list as it is
     * @param record what of it is ours
     * @param wanted what shall be excluded
     */
    void inbound(ExclusionList exclusion, BypassRecord record, PortList wanted) {
        PortList list = exclusion.ports();
        PortList kept = record.isFinal() ? list : list.minus(record.ports());
        PortList added = wanted.minus(kept);
        PortList result = kept.plus(added);
        if (!result.hasSamePortsAs(list)) {
            add(exclusion.edit(result));
        }
        if (!record.isFinal()) {
            record(record, added);
        } else if (!added.isEmpty()) {
            record(record, record.ports().plus(added).ascending());
        }
    }

    private void record(BypassRecord record, PortList ours) {
        PortList written =
                record.written().map(text -> PortList.parse(text).ports()).orElse(PortList.EMPTY);
        if (!ours.hasSamePortsAs(written)) {
            add(Map.entry(
                    AnnotationKeys.BYPASSED_PORTS, ours.isEmpty() ? Optional.empty() : Optional.of(ours.toString())));
        }
    }

    /** Adds ports to the outbound list. */
    void outbound(ExclusionList exclusion, PortList wanted) {
        PortList added = wanted.minus(exclusion.ports());
        if (!added.isEmpty()) {
            add(exclusion.edit(exclusion.ports().plus(added.ascending())));
        }
    }

    private void add(Map.Entry<String, Optional<String>> change) {
        changes.put(change.getKey(), change.getValue());
    }
}
