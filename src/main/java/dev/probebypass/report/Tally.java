package dev.probebypass.report;

import dev.probebypass.bypass.OutboundDecision;
import dev.probebypass.bypass.Plan;
import dev.probebypass.bypass.PodReason;
import dev.probebypass.bypass.PortDecision;
import dev.probebypass.bypass.Reason;
import dev.probebypass.bypass.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each reason was given.
 *
 * @param ports by verdict and reason, in the order of these
 * @param pods how often a pod as a whole was left for a reason
 */
record Tally(List<OfPorts> ports, SortedMap<PodReason, Integer> pods) {

    Tally {
        ports = List.copyOf(ports);
        pods = Collections.unmodifiableSortedMap(new TreeMap<>(pods));
    }

    /** A verdict with its reason, the ports that got it, and the pods that these belong to. */
    record OfPorts(Verdict verdict, Reason reason, int ports, int pods) {}

    private record Kind(Verdict verdict, Reason reason) {}

    static Tally of(List<Explanation> explanations) {
        Map<Kind, OfPorts> ports = new HashMap<>();
        SortedMap<PodReason, Integer> pods = new TreeMap<>();
        for (Explanation explanation : explanations) {
            kinds(explanation.plan())
                    .forEach((kind, texts) ->
                            ports.merge(kind, new OfPorts(kind.verdict(), kind.reason(), texts.size(), 1), Tally::sum));
            explanation.plan().reason().ifPresent(reason -> pods.merge(reason, 1, Integer::sum));
        }
        List<OfPorts> sorted = new ArrayList<>(ports.values());
        sorted.sort(Comparator.comparing(OfPorts::verdict).thenComparing(OfPorts::reason));
        return new Tally(sorted, pods);
    }

    private static OfPorts sum(OfPorts one, OfPorts other) {
        return new OfPorts(one.verdict(), one.reason(), one.ports() + other.ports(), one.pods() + other.pods());
    }

    /** A pod's ports, each once for each verdict with its reason. */
    private static Map<Kind, Set<String>> kinds(Plan plan) {
        Map<Kind, Set<String>> kinds = new HashMap<>();
        for (PortDecision port : plan.ports()) {
            add(kinds, new Kind(port.verdict(), port.reason()), port.portText());
        }
        for (OutboundDecision port : plan.outbound()) {
            add(kinds, new Kind(port.verdict(), port.reason()), PortTexts.outbound(port));
        }
        return kinds;
    }

    private static void add(Map<Kind, Set<String>> kinds, Kind kind, String port) {
        kinds.computeIfAbsent(kind, each -> new LinkedHashSet<>()).add(port);
    }
}
