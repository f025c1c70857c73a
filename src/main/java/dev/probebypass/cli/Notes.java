package dev.probebypass.cli;

import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Plan;
import dev.probebypass.cluster.Cluster;
import dev.probebypass.cluster.IstioInstallations;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Says what was not to be seen, and what was assumed instead.
 *
 * @param place where it was looked for
 */
record Notes(Cluster cluster, Options options, String place) {

    List<String> about(List<Explanation> explanations) {
        List<String> notes = new ArrayList<>();
        if (explanations.isEmpty()) {
            notes.add("there is no pod in the input, and no workload that makes one");
        }
        namespaces(explanations, notes);
        if (explanations.stream().map(Explanation::plan).anyMatch(Notes::isAssumed)) {
            notes.add(
                    ("the ConfigMap istio-sidecar-injector is not in %s: it is assumed that Istio does not rewrite probes"
                                    + " and excludes no ports. Istio's own default is to rewrite them:"
                                    + " --istio-rewrite-probes=true shows that")
                            .formatted(place));
        }
        return notes;
    }

    private void namespaces(List<Explanation> explanations, List<String> notes) {
        TreeSet<String> missing = new TreeSet<>();
        for (Explanation explanation : explanations) {
            String namespace = explanation.source().namespace();
            if (cluster.snapshot(namespace).namespace().isEmpty()) {
                missing.add(namespace);
            }
        }
        if (!missing.isEmpty() && options.mesh() != Options.MeshChoice.NONE) {
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
        return options.mesh() == Options.MeshChoice.AUTO
                ? ": only a pod's own labels can say that the mesh takes it. --mesh istio assumes that it does"
                : "";
    }

    private static boolean isAssumed(Plan plan) {
        return plan.mesh()
                .filter(mesh -> mesh.configuration() == IstioInstallations.Source.ASSUMED)
                .isPresent();
    }
}
