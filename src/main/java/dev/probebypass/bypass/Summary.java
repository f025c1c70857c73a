package dev.probebypass.bypass;

import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * A plan in one line, for the audit annotation.
 *
 * <p>The API server may ask twice about a pod, the second time with its sidecar and rewritten probes, and refuses an
 * audit annotation that changes. So probes that the mesh handles are counted, without the port they call.
 */
final class Summary {

    private static final int PORTS = 50;

    private Summary() {}

    static String of(Plan plan) {
        StringJoiner line = new StringJoiner(" ");
        line.add("mode=" + plan.mode().word());
        plan.mesh().ifPresent(mesh -> line.add("mesh=" + mesh.name()));
        plan.reason().ifPresent(reason -> line.add("reason=" + reason));
        ports(plan, line);
        return line.toString();
    }

    private static void ports(Plan plan, StringJoiner line) {
        Map<String, String> decisions = new TreeMap<>(Summary::numerically);
        int handled = 0;
        for (PortDecision decision : plan.ports()) {
            if (decision.reason() == Reason.HANDLED_BY_MESH) {
                handled++;
            } else {
                decisions.putIfAbsent(decision.portText(), decision.verdict().word() + ":" + decision.reason());
            }
        }
        decisions.entrySet().stream().limit(PORTS).forEach(entry -> line.add(entry.getKey() + "=" + entry.getValue()));
        if (decisions.size() > PORTS) {
            line.add("more=" + (decisions.size() - PORTS));
        }
        if (handled > 0) {
            line.add("handled=" + handled);
        }
    }

    /** Shorter numbers are smaller ones. */
    private static int numerically(String one, String other) {
        return one.length() == other.length() ? one.compareTo(other) : Integer.compare(one.length(), other.length());
    }
}
