package dev.probebypass.bypass;

import dev.probebypass.mesh.Exclusion;
import dev.probebypass.mesh.PortList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a pod's port lists, and our record beside them, become. */
final class ListChanges {

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
    void inbound(Exclusion exclusion, BypassRecord record, PortList wanted) {
        PortList list = exclusion.ports();
        PortList kept = record.isFinal() ? list : list.minus(record.ports());
        PortList added = wanted.minus(kept);
        PortList result = kept.plus(added);
        if (!result.hasSamePortsAs(list)) {
            write(exclusion.annotation(), result);
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
            write(Keys.BYPASSED_PORTS, ours);
        }
    }

    /** Adds ports to the outbound list. */
    void outbound(Exclusion exclusion, PortList wanted) {
        PortList added = wanted.minus(exclusion.ports());
        if (!added.isEmpty()) {
            write(exclusion.annotation(), exclusion.ports().plus(added.ascending()));
        }
    }

    /** An empty list is written as no annotation at all: an empty one would replace what holds for the whole mesh. */
    private void write(String annotation, PortList ports) {
        changes.put(annotation, ports.isEmpty() ? Optional.empty() : Optional.of(ports.toString()));
    }
}
