package dev.probebypass.cli;

import dev.probebypass.cluster.Cluster;
import dev.probebypass.manifests.Manifests;
import dev.probebypass.manifests.PodSource;
import dev.probebypass.report.AskedPods;
import dev.probebypass.report.Assumptions;
import dev.probebypass.report.Explainer;
import dev.probebypass.report.Explanation;
import dev.probebypass.report.Report;
import dev.probebypass.serving.AssumedCluster;
import dev.probebypass.settings.ManifestSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Makes the report of what would become of the pods in manifests.
 *
 * @param settings by which they were read
 */
record ManifestReport(Manifests manifests, ManifestSettings settings, Progress progress) {

    /**
     * Asks the cluster that the settings name, else one of the objects of the input.
     *
     * @param arrangement the explanations to tell of, made of those of all pods in the order of the input
     */
    Report from(ClusterConnector connector, UnaryOperator<List<Explanation>> arrangement)
            throws UnreachableClusterException {
        Optional<AskedPods> written = AskedPods.in(manifests.objects());
        AskedPods assumed = AskedPods.assumed(settings.cluster().meshNamespaces());
        if (settings.cluster().kubeconfig().isEmpty()) {
            Cluster cluster = AssumedCluster.of(manifests.objects(), settings.cluster());
            return report(assumptions(cluster, "the input"), written.orElse(assumed), arrangement);
        }
        try (ConnectedCluster cluster = connector.open(settings.cluster())) {
            cluster.overlay(manifests);
            AskedPods asked = written.or(cluster::askedPods).orElse(assumed);
            return report(assumptions(cluster, "the input or the cluster"), asked, arrangement);
        }
    }

    private Assumptions assumptions(Cluster cluster, String place) {
        return new Assumptions(
                cluster, settings.options(), place, settings.cluster().meshNamespaces());
    }

    private Report report(Assumptions assumptions, AskedPods asked, UnaryOperator<List<Explanation>> arrangement) {
        Explainer explainer = new Explainer(
                assumptions.cluster(), settings.options(), asked, manifests.objects(), settings.namespace());
        List<Explanation> explanations = arrangement.apply(explanations(explainer));
        List<String> notes = new ArrayList<>(manifests.notes());
        notes.addAll(assumptions.about(explanations));
        return Report.of(assumptions.assumptions(explanations), explanations, notes);
    }

    private List<Explanation> explanations(Explainer explainer) {
        List<Explanation> explanations = new ArrayList<>();
        for (PodSource pod : manifests.pods()) {
            progress.done(explanations.size(), manifests.pods().size());
            explanations.add(explainer.explain(pod));
        }
        progress.end();
        return explanations;
    }
}
