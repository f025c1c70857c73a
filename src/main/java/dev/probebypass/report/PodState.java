package dev.probebypass.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.bypass.PodReason;
import dev.probebypass.bypass.Reason;
import dev.probebypass.bypass.Verdict;
import dev.probebypass.mesh.PortList;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.report.ChangesDocument.Decision;
import dev.probebypass.report.ChangesDocument.Outcome;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an explanation in JSON says of one pod, as far as two of them are compared.
 *
 * @param outcome of the pod as a whole
 * @param decisions by port; of several about one port the one that lets it bypass the sidecar, else the first
 * @param open those of the decisions whose ports bypass the sidecar
 * @param annotations the mesh's, as they would be stored
 */
record PodState(
        Outcome outcome,
        SortedMap<Port, Decision> decisions,
        SortedMap<Port, Decision> open,
        SortedMap<String, String> annotations) {

    /** Why a pod has no sidecar to bypass. */
    private static final Set<String> WITHOUT_SIDECAR = Set.of(
            PodReason.NOT_IN_MESH.name(),
            PodReason.HOST_NETWORK.name(),
            PodReason.MIRROR_POD.name(),
            PodReason.WINDOWS.name());

    PodState {
        decisions = Collections.unmodifiableSortedMap(new TreeMap<>(decisions));
        open = Collections.unmodifiableSortedMap(new TreeMap<>(open));
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
    }

    /**
     * A port of a pod, or one elsewhere that the pod calls.
     *
     * @param direction {@code inbound} or {@code outbound}
     */
    record Port(String direction, int number) implements Comparable<Port> {

        static final String INBOUND = "inbound";
        static final String OUTBOUND = "outbound";

        @Override
        public int compareTo(Port other) {
            int byDirection = direction.compareTo(other.direction);
            return byDirection == 0 ? Integer.compare(number, other.number) : byDirection;
        }
    }

    /** Reads a pod of an explanation. */
    static PodState of(JsonNode pod) {
        Outcome outcome = new Outcome(
                text(pod, "mesh").orElse(null),
                pod.path("mode").asText(),
                pod.path("outcome").asText(),
                text(pod, "reason").orElse(null));
        SortedMap<Port, Decision> decisions = new TreeMap<>();
        SortedMap<Port, Decision> open = new TreeMap<>();
        boolean isPatched = outcome.outcome().equals(PodDocument.PATCHED);
        PortList recorded = recorded(pod);
        for (JsonNode row : pod.path("ports")) {
            boolean isApplied = isPatched || recorded.contains(row.path("port").asInt());
            add(row, Port.INBOUND, isApplied, decisions, open);
        }
        for (JsonNode row : pod.path("outboundPorts")) {
            boolean isEnforced = !outcome.mode().equals("audit");
            add(row, Port.OUTBOUND, isEnforced, decisions, open);
        }
        decisions.putAll(open);
        SortedMap<String, String> annotations = new TreeMap<>();
        pod.path("annotations").forEachEntry((key, value) -> annotations.put(key, value.asText()));
        return new PodState(outcome, decisions, open, annotations);
    }

    /** What manifests have of us already, such as those that {@code inject} wrote, needs no patch. */
    private static PortList recorded(JsonNode pod) {
        String record =
                pod.path("annotations").path(AnnotationKeys.BYPASSED_PORTS).asText("");
        return PortList.parse(record).ports();
    }

    private static Optional<String> text(JsonNode pod, String field) {
        return Optional.of(pod.path(field)).filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    private static void add(
            JsonNode row,
            String direction,
            boolean isApplied,
            SortedMap<Port, Decision> decisions,
            SortedMap<Port, Decision> open) {
        if (!row.path("port").isInt()) {
            return;
        }
        Port port = new Port(direction, row.path("port").intValue());
        Decision decision =
                new Decision(row.path("verdict").asText(), row.path("reason").asText());
        decisions.putIfAbsent(port, decision);
        if (bypasses(decision, isApplied)) {
            open.putIfAbsent(port, decision);
        }
    }

    /** What the user has put on the mesh's list by hand bypasses the sidecar as well. */
    private static boolean bypasses(Decision decision, boolean isApplied) {
        return (isApplied && decision.verdict().equals(Verdict.BYPASS.word()))
                || decision.reason().equals(Reason.ALREADY_BYPASSED.name());
    }

    /** Whether a sidecar stands before it, as far as anybody has looked. */
    boolean hasSidecar() {
        return outcome.reason() == null || !WITHOUT_SIDECAR.contains(outcome.reason());
    }
}
