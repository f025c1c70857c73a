package dev.probebypass.report;

import dev.probebypass.bypass.OutboundDecision;
import dev.probebypass.bypass.Plan;
import dev.probebypass.bypass.PortDecision;
import dev.probebypass.bypass.Verdict;
import java.util.List;
import java.util.stream.Stream;

/** The ports of a pod as short texts. */
final class PortTexts {

    private PortTexts() {}

    /** Those that got the verdict, each once. */
    static List<String> of(Plan plan, Verdict verdict) {
        return Stream.concat(
                        plan.ports().stream()
                                .filter(port -> port.verdict() == verdict)
                                .map(PortDecision::portText),
                        plan.outbound().stream()
                                .filter(port -> port.verdict() == verdict)
                                .map(PortTexts::outbound))
                .distinct()
                .toList();
    }

    /** A port elsewhere. */
    static String outbound(OutboundDecision decision) {
        return "outbound " + decision.port();
    }
}
