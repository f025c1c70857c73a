package dev.probebypass.golden;

import dev.probebypass.admission.PodPatch;
import dev.probebypass.bypass.Plan;
import dev.probebypass.bypass.PortDecision;
import dev.probebypass.bypass.PortDecision.Subject;
import java.util.StringJoiner;

/** A plan in words, so that no case can pass for the wrong reason. */
final class Decisions {

    private Decisions() {}

    /** The audit annotation; the mesh, its revision and how its values were found; then each decision in its order. */
    static String text(Plan plan, PodPatch patch) {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add(plan.summary());
        plan.mesh()
                .ifPresent(mesh -> lines.add(mesh.name() + " " + mesh.revision() + " "
                        + mesh.certainty().word()));
        plan.reason().ifPresent(reason -> lines.add(reason.name()));
        plan.ports().forEach(port -> lines.add(line(port)));
        plan.outbound()
                .forEach(port -> lines.add("outbound-ports %d %s %s"
                        .formatted(port.port(), port.verdict().word(), port.reason())));
        patch.refusal().ifPresent(refusal -> lines.add("not patched: " + refusal));
        return lines.toString();
    }

    private static String line(PortDecision decision) {
        String who = switch (decision.subject()) {
            case Subject.Named _ -> "inbound-ports";
            case Subject.Called called ->
                String.join(
                        " ",
                        called.container().orElse(""),
                        called.occasion(),
                        called.call().handler().field());
        };
        String written = decision.subject().written().toString();
        String port = written.equals(decision.portText()) ? written : written + "=" + decision.portText();
        return who + " " + port + " " + decision.verdict().word() + " " + decision.reason();
    }
}
