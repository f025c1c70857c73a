package dev.probebypass.cli;

import dev.probebypass.cluster.Cluster;
import dev.probebypass.manifests.Manifests;
import dev.probebypass.manifests.PodSource;
import dev.probebypass.report.AskedPods;
import dev.probebypass.report.Assumptions;
import dev.probebypass.report.Explainer;
import dev.probebypass.report.Explanation;
import dev.probebypass.report.Folding;
import dev.probebypass.report.Report;
import dev.probebypass.settings.ExplainSettings;
import java.util.ArrayList;
import java.util.List;

/** Makes the report of what would become of the pods in manifests. */
record ManifestReport(Manifests manifests, ExplainSettings settings, Progress progress) {

    /**
     * Asks a cluster.
     *
     * @param asked the pods of which the webhook would be asked
     * @param place what it is, for sentences
     */
    Report in(Cluster cluster, AskedPods asked, String place) {
        List<Explanation> explanations = Folding.fold(
                explanations(
                        new Explainer(cluster, settings.options(), asked, manifests.objects(), settings.namespace())),
                manifests.objects());
        Assumptions assumptions = new Assumptions(
                cluster, settings.options(), place, settings.cluster().meshNamespaces());
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
