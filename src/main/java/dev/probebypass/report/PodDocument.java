package dev.probebypass.report;

import dev.probebypass.bypass.OutboundDecision;
import dev.probebypass.bypass.Plan;
import dev.probebypass.patch.JsonPatch;
import dev.probebypass.report.Explanation.MadeObject;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A pod in the JSON of {@code explain}.
 *
 * @param kind what it was written as: {@code Pod}, {@code Deployment}, …
 * @param name its own, or the workload's
 * @param folded objects of the input that it makes, directly or not, and for which all of this holds too
 * @param mesh that takes it, {@code null} for none
 * @param mode {@code enforce} or {@code audit}
 * @param outcome {@code patched} or {@code unchanged}
 * @param reason why the pod as a whole was left, {@code null} if it was not
 * @param ports one row for each probe, and for each port that the user named
 * @param outboundPorts one row for each port elsewhere that the user named
 * @param annotations the mesh's and our record, as they would be stored
 * @param warnings what whoever creates the pod is told
 * @param notes what else there is to know of it
 * @param patch what the API server would get
 */
public record PodDocument(
        String kind,
        String namespace,
        String name,
        List<MadeObject> folded,
        @Nullable String mesh,
        String mode,
        String outcome,
        @Nullable String reason,
        List<PortDocument> ports,
        List<OutboundPort> outboundPorts,
        SortedMap<String, String> annotations,
        List<String> warnings,
        List<String> notes,
        JsonPatch patch) {

    static final String PATCHED = "patched";
    static final String UNCHANGED = "unchanged";

    /** A port elsewhere that the user named. */
    public record OutboundPort(int port, String verdict, String reason) {

        static OutboundPort of(OutboundDecision decision) {
            return new OutboundPort(
                    decision.port(),
                    decision.verdict().word(),
                    decision.reason().name());
        }
    }

    public PodDocument {
        folded = List.copyOf(folded);
        ports = List.copyOf(ports);
        outboundPorts = List.copyOf(outboundPorts);
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
        warnings = List.copyOf(warnings);
        notes = List.copyOf(notes);
    }

    static PodDocument of(Explanation explanation) {
        Plan plan = explanation.plan();
        return new PodDocument(
                explanation.source().kind(),
                explanation.source().namespace(),
                explanation.source().name(),
                explanation.folded(),
                plan.mesh().map(Plan.MeshOfPod::name).orElse(null),
                plan.mode().word(),
                explanation.isPatched() ? PATCHED : UNCHANGED,
                plan.reason().map(Enum::name).orElse(null),
                plan.ports().stream().map(PortDocument::of).toList(),
                plan.outbound().stream().map(OutboundPort::of).toList(),
                explanation.annotations(),
                explanation.warnings(),
                explanation.notes(),
                explanation.patch().patch());
    }
}
