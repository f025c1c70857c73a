package dev.probebypass.bypass;

import dev.probebypass.text.OutsideText;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A plan in one line of at most 4 KiB, for the audit annotation. A number is a port; the name of a port is always in quotes, so
 * that whatever it is it does not read like anything else of the line.
 *
 * <p>The API server may ask twice about a pod, the second time with its sidecar and rewritten probes, and refuses an
 * audit annotation that changes. So probes that the mesh rewrites are counted, without the port they call.
 */
final class Summary {

    private static final int PORTS = 50;

    /** Bytes of a name and its quotes: four times as many as of one that the API server accepts. */
    private static final int NAME = 64;

    /** Bytes of the line without the counts that may follow. */
    private static final int ROOM = OutsideText.LINE - 96;

    /** Of several decisions about one port the one that changes most is told. */
    private static final Comparator<PortDecision> ORDER = ((Comparator<PortDecision>) Summary::byPort)
            .thenComparing(PortDecision::verdict)
            .thenComparing(PortDecision::reason);

    private final StringBuilder line = new StringBuilder(128);

    /** How many bytes more than characters the line has, at most. */
    private int extra;

    private Summary() {}

    static String of(Plan plan) {
        Summary summary = new Summary();
        summary.line.append("mode=").append(plan.mode().word());
        plan.mesh().ifPresent(mesh -> summary.line.append(" mesh=").append(mesh.name()));
        plan.reason().ifPresent(reason -> summary.line.append(" reason=").append(reason));
        summary.ports(plan.ports());
        summary.outbound(plan.outbound());
        return summary.line.toString();
    }

    private void ports(List<PortDecision> rows) {
        PortDecision[] sorted = rows.toArray(PortDecision[]::new);
        Arrays.sort(sorted, ORDER);
        int rewritten = 0;
        int shown = 0;
        int more = 0;
        for (int i = 0; i < sorted.length; i++) {
            if (sorted[i].subject().rewritten()) {
                rewritten++;
            } else if (i == 0 || byPort(sorted[i - 1], sorted[i]) != 0) {
                if (more == 0 && shown < PORTS && add(sorted[i])) {
                    shown++;
                } else {
                    more++;
                }
            }
        }
        count(" … more=", more);
        count(" rewritten=", rewritten);
    }

    private void outbound(List<OutboundDecision> rows) {
        int shown = 0;
        while (shown < rows.size() && shown < PORTS && add(rows.get(shown))) {
            shown++;
        }
        count(" … outbound:more=", rows.size() - shown);
    }

    private boolean add(PortDecision row) {
        int end = line.length();
        int before = extra;
        line.append(' ');
        if (row.port().isPresent()) {
            line.append(row.port().getAsInt());
        } else {
            String name = OutsideText.quote(row.portText(), NAME);
            line.append(name);
            extra += OutsideText.bytes(name) - name.length();
        }
        verdict(row.verdict(), row.reason());
        return fits(end, before);
    }

    private boolean add(OutboundDecision row) {
        int end = line.length();
        line.append(" outbound:").append(row.port());
        verdict(row.verdict(), row.reason());
        return fits(end, extra);
    }

    private void verdict(Verdict verdict, Reason reason) {
        line.append('=').append(verdict.word()).append(':').append(reason);
    }

    /** Whether there was room; if not, the line is as it was before. */
    private boolean fits(int end, int before) {
        if (line.length() + extra <= ROOM) {
            return true;
        }
        line.setLength(end);
        extra = before;
        return false;
    }

    private void count(String key, int count) {
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
