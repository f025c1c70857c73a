package dev.probebypass.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.cluster.Cluster;
import dev.probebypass.manifests.Manifests;
import dev.probebypass.manifests.UnreadableInputException;
import dev.probebypass.report.AskedPods;
import dev.probebypass.report.Assumptions;
import dev.probebypass.report.Explainer;
import dev.probebypass.report.Explanation;
import dev.probebypass.report.Report;
import dev.probebypass.serving.AssumedCluster;
import dev.probebypass.settings.ExplainSettings;
import dev.probebypass.settings.Parsed;
import dev.probebypass.settings.Problem;
import dev.probebypass.settings.RawInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains what would become of the pods in manifests. */
record Explain(Terminal terminal, ClusterConnector connector) {

    int run(RawInput input) {
        return switch (ExplainSettings.read(input)) {
            case Parsed.Accepted<ExplainSettings>(ExplainSettings settings) -> explain(settings);
            case Parsed.Refused<ExplainSettings>(List<Problem> problems) -> wrong(problems);
        };
    }

    private int explain(ExplainSettings settings) {
        try {
            Manifests manifests = Manifests.read(settings.sources(), terminal.in(), settings.namespace());
            new ReportWriter(terminal).write(report(manifests, settings), settings.output());
            return ExitCodes.OK;
        } catch (UnreadableInputException unreadable) {
            return failed(unreadable.problems());
        } catch (UnreachableClusterException unreachable) {
            return failed(unreachable.problems());
        }
    }

    private Report report(Manifests manifests, ExplainSettings settings) throws UnreachableClusterException {
        Optional<JsonNode> written = AskedPods.configurationIn(manifests.objects());
        if (settings.cluster().kubeconfig().isEmpty()) {
            Cluster cluster = AssumedCluster.of(manifests.objects(), settings.cluster());
            return report(manifests, settings, cluster, written, "the input");
        }
        try (ConnectedCluster cluster = connector.open(settings.cluster())) {
            cluster.overlay(manifests.objects());
            Optional<JsonNode> configuration = written.or(cluster::webhookConfiguration);
            return report(manifests, settings, cluster, configuration, "the input or the cluster");
        }
    }

    private static Report report(
            Manifests manifests,
            ExplainSettings settings,
            Cluster cluster,
            Optional<JsonNode> configuration,
            String place) {
        AskedPods asked = configuration
                .map(AskedPods::of)
                .orElseGet(() -> AskedPods.assumed(settings.cluster().meshNamespaces()));
        Explainer explainer = new Explainer(cluster, settings.options(), asked);
        List<Explanation> explanations =
                manifests.pods().stream().map(explainer::explain).toList();
        Assumptions assumptions = new Assumptions(
                cluster, settings.options(), place, settings.cluster().meshNamespaces());
        List<String> notes = new ArrayList<>(manifests.notes());
        notes.addAll(assumptions.about(explanations));
        return new Report(assumptions.assumptions(explanations), explanations, notes);
    }

    private int failed(List<String> messages) {
        messages.forEach(terminal::complain);
        return ExitCodes.WRONG_INPUT;
    }

    private int wrong(List<Problem> problems) {
        terminal.complain(problems);
        return ExitCodes.WRONG_INPUT;
    }
}
