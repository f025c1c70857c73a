package dev.probebypass.bypass;

import dev.probebypass.bypass.PortDecision.Subject;
import java.util.List;

/** What becomes of the probes of ports that stay in the mesh as they are. */
final class ProbeFates {

    private ProbeFates() {}

    /** What becomes of the probe, or hook, that a decision is about; where it is about none, it works. */
    static Interception of(Guards guards, PortDecision row) {
        return row.subject() instanceof Subject.Called called && row.port().isPresent()
                ? guards.interception(called.call(), row.port().getAsInt())
                : Interception.WORK;
    }

    /** What becomes of all calls of the row's port, left for the same reason: {@code the probe fails under strict mTLS}. */
    static String describe(Guards guards, PortDecision row, List<PortDecision> rows) {
        Interception all = all(guards, row, rows);
        return row.subject() instanceof Subject.Hooked ? all.ofHook() : all.ofProbe();
    }

    /** The same without whose they are: {@code fails under strict mTLS}. */
    static String verb(Guards guards, PortDecision row, List<PortDecision> rows) {
        return all(guards, row, rows).verb();
    }

    /** The same as the rest of a sentence, nothing where they all work. */
    static String where(Guards guards, PortDecision row, List<PortDecision> rows) {
        return all(guards, row, rows) == Interception.WORK ? "" : ", where " + describe(guards, row, rows);
    }

    private static Interception all(Guards guards, PortDecision row, List<PortDecision> rows) {
        Interception all = Interception.WORK;
        for (int i = 0; i < rows.size(); i++) {
            PortDecision each = rows.get(i);
            if (each.reason() == row.reason() && each.port().equals(row.port())) {
                all = all.and(of(guards, each));
            }
        }
        return all;
    }
}
