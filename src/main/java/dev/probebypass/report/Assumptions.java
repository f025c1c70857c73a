package dev.probebypass.report;

import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Plan;
import dev.probebypass.bypass.PodReason;
import dev.probebypass.bypass.Reason;
import dev.probebypass.cluster.Cluster;
import dev.probebypass.mesh.Certainty;
import dev.probebypass.mesh.Mesh;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.text.FirstOf;
import dev.probebypass.text.OutsideText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Says what was not to be seen, and what was assumed instead.
 *
 * @param place where it was looked for
 * @param meshNamespaces where the mesh's configuration would be
 */
public record Assumptions(Cluster cluster, Options options, String place, List<String> meshNamespaces) {

    /** So many workloads are named. */
    private static final int MOST = 3;

    public Assumptions {
        meshNamespaces = List.copyOf(meshNamespaces);
    }

    /** What the explanations rest on that nobody has seen. */
    public List<String> assumptions(List<Explanation> explanations) {
        return Meshes.ALL.stream()
                .flatMap(mesh -> assumption(mesh, explanations).stream())
                .toList();
    }

    private Optional<String> assumption(Mesh mesh, List<Explanation> explanations) {
        String missing = explanations.stream()
                .map(Explanation::plan)
                .flatMap(plan -> assumedRevision(mesh, plan))
                .map(mesh::configMapOf)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("%s of %s is not in %s, or can't be read: %s"
                        .formatted(missing, String.join(", ", meshNamespaces), place, mesh.assumption()));
    }

    /** What a reader should know of the input, one sentence each. */
    public List<String> about(List<Explanation> explanations) {
        List<String> notes = new ArrayList<>();
        if (explanations.isEmpty()) {
            notes.add("there is no pod in the input, and no workload that makes one");
        }
        namespaces(explanations, notes);
        withoutService(explanations).ifPresent(notes::add);
        return notes;
    }

    /** Of which pods nobody knows who calls them. */
    private Optional<String> withoutService(List<Explanation> explanations) {
        List<String> names = explanations.stream()
                .filter(explanation ->
                        explanation.plan().ports().stream().anyMatch(port -> port.reason() == Reason.NO_SERVICE))
                .map(explanation -> OutsideText.escape(explanation.source().place(), 2 * OutsideText.NAME))
                .distinct()
                .toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "no Service in %s selects the pods of %s, and nothing else there leads to them, so nobody can say who calls their ports"
                        .formatted(place, FirstOf.list(MOST, names)));
    }

    private void namespaces(List<Explanation> explanations, List<String> notes) {
        TreeSet<String> missing = new TreeSet<>();
        for (Explanation explanation : explanations) {
            String namespace = explanation.source().namespace();
            boolean isAsked = explanation
                    .plan()
                    .reason()
                    .filter(PodReason.EXCLUDED::equals)
                    .isEmpty();
            if (isAsked && cluster.snapshot(namespace).namespace().isEmpty()) {
                missing.add(namespace);
            }
        }
        if (!missing.isEmpty() && !options.mesh().equals(Options.MeshChoice.NONE)) {
            String names = String.join(", ", missing);
            notes.add(
                    missing.size() == 1
                            ? "the Namespace %s is not in %s, so its labels and annotations are not known%s"
                                    .formatted(names, place, assumption())
                            : "the Namespaces %s are not in %s, so their labels and annotations are not known%s"
                                    .formatted(names, place, assumption()));
        }
    }

    private String assumption() {
        return options.mesh().equals(Options.MeshChoice.AUTO)
                ? ": only a pod's own labels can say that the mesh takes it. --mesh %s assumes that it does"
                        .formatted(Meshes.ALL.getFirst().name())
                : "";
    }

    private static Stream<String> assumedRevision(Mesh which, Plan plan) {
        return plan
                .mesh()
                .filter(mesh -> mesh.name().equals(which.name()) && mesh.certainty() == Certainty.ASSUMED)
                .map(Plan.MeshOfPod::revision)
                .stream();
    }
}
