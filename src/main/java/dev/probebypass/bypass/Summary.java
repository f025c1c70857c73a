package dev.probebypass.bypass;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A plan in one line, for the audit annotation.
 *
 * <p>The API server may ask twice about a pod, the second time with its sidecar and rewritten probes, and refuses an
 * audit annotation that changes. So probes that the mesh rewrites are counted, without the port they call.
 */
final class Summary {

    private static final int PORTS = 50;

    /** Of several decisions about one port the one that changes most is told. */
    private static final Comparator<PortDecision> ORDER = ((Comparator<PortDecision>) Summary::byPort)
            .thenComparing(PortDecision::verdict)
            .thenComparing(PortDecision::reason);

    private Summary() {}

    static String of(Plan plan) {
        StringBuilder line =
                new StringBuilder(128).append("mode=").append(plan.mode().word());
        plan.mesh().ifPresent(mesh -> line.append(" mesh=").append(mesh.name()));
        plan.reason().ifPresent(reason -> line.append(" reason=").append(reason));
        ports(plan.ports(), line);
        outbound(plan.outbound(), line);
        return line.toString();
    }

    private static void ports(List<PortDecision> rows, StringBuilder line) {
        PortDecision[] sorted = rows.toArray(PortDecision[]::new);
        Arrays.sort(sorted, ORDER);
        int rewritten = 0;
        int ports = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i].subject().rewritten()) {
                rewritten++;
            } else if (ports == 0 || byPort(sorted[i - 1], sorted[i]) != 0) {
                ports++;
                port(sorted[i], ports, line);
            }
        }
        count(" more=", ports - PORTS, line);
        count(" rewritten=", rewritten, line);
    }

    private static void outbound(List<OutboundDecision> rows, StringBuilder line) {
        for (int i = 0; i < rows.size() && i < PORTS; i++) {
            OutboundDecision row = rows.get(i);
            line.append(" outbound:")
                    .append(row.port())
                    .append('=')
                    .append(row.verdict().word());
            line.append(':').append(row.reason());
        }
        count(" outbound:more=", rows.size() - PORTS, line);
    }

    private static void port(PortDecision row, int ports, StringBuilder line) {
        if (ports <= PORTS) {
            text(row, line.append(' ')).append('=').append(row.verdict().word());
            line.append(':').append(row.reason());
        }
    }

    private static StringBuilder text(PortDecision row, StringBuilder line) {
        return row.port().isPresent() ? line.append(row.port().getAsInt()) : line.append(row.portText());
    }

    private static void count(String key, int count, StringBuilder line) {
        if (count > 0) {
            line.append(key).append(count);
        }
    }

    /** By number, what has none last; probes that the mesh rewrites apart from the others. */
    private static int byPort(PortDecision one, PortDecision other) {
        boolean rewritten = one.subject().rewritten();
        if (rewritten != other.subject().rewritten()) {
            return rewritten ? 1 : -1;
        }
        int byNumber = Integer.compare(
                one.port().orElse(Integer.MAX_VALUE), other.port().orElse(Integer.MAX_VALUE));
        return byNumber != 0 || one.port().isPresent()
                ? byNumber
                : one.portText().compareTo(other.portText());
    }
}
