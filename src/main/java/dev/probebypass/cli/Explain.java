package dev.probebypass.cli;

import dev.probebypass.bypass.Options;
import dev.probebypass.cluster.Cluster;
import dev.probebypass.settings.ExplainSettings;
import dev.probebypass.settings.Given;
import dev.probebypass.settings.Outcome;
import dev.probebypass.settings.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Explains what would become of the pods in manifests. */
record Explain(Terminal terminal, LiveCluster live) {

    private static final String DEFAULT_NAMESPACE = "default";

    int run(Given given) {
        List<Problem> problems = new ArrayList<>();
        Request request = Request.of(given, problems);
        switch (ExplainSettings.read(given)) {
            case Outcome.Accepted<ExplainSettings>(ExplainSettings settings)
            when problems.isEmpty() -> {
                return explain(request, settings);
            }
            case Outcome.Accepted<ExplainSettings> _ -> {}
            case Outcome.Refused<ExplainSettings>(List<Problem> others) -> problems.addAll(others);
        }
        return failed(List.of(Problems.text(problems)));
    }

    private int explain(Request request, ExplainSettings settings) {
        try {
            Manifests manifests =
                    Manifests.of(ManifestReader.read(request.sources(), terminal.in()), request.namespace());
            request.format().write(report(manifests, settings), terminal);
            return ExitCodes.OK;
        } catch (UnreadableInput unreadable) {
            return failed(unreadable.problems());
        }
    }

    private Report report(Manifests manifests, ExplainSettings settings) throws UnreadableInput {
        boolean isLive = settings.cluster().kubeconfig().isPresent();
        Cluster cluster =
                isLive ? live.open(settings.cluster()) : AssumedCluster.of(manifests.objects(), settings.cluster());
        Explainer explainer = new Explainer(cluster, settings.options());
        List<Explanation> explanations =
                manifests.pods().stream().map(explainer::explain).toList();
        Notes notes = new Notes(
                cluster,
                settings.options(),
                isLive ? "the cluster" : "the input",
                settings.cluster().meshNamespaces());
        List<String> others = new ArrayList<>(manifests.notes());
        others.addAll(notes.about(explanations));
        return new Report(notes.assumptions(explanations), explanations, others);
    }

    private int failed(List<String> messages) {
        messages.forEach(message -> terminal.err().print("probe-bypass: " + message + "\n"));
        return ExitCodes.WRONG_INPUT;
    }

    /** What to explain, and how. */
    private record Request(List<String> sources, String namespace, OutputFormat format) {

        static Request of(Given given, List<Problem> problems) {
            List<String> sources = given.flags().getOrDefault(CommandSpecs.FILENAME, List.of());
            if (sources.isEmpty() || sources.contains("")) {
                problems.add(new Problem("-f", "say what to explain: a file, a directory, or - for standard input"));
            }
            return new Request(sources, namespace(given, problems), format(given, problems));
        }

        private static String namespace(Given given, List<Problem> problems) {
            String namespace = last(given, CommandSpecs.NAMESPACE).orElse(DEFAULT_NAMESPACE);
            if (namespace.isEmpty()) {
                problems.add(new Problem("-n", "use the name of a namespace"));
            }
            return namespace;
        }

        private static OutputFormat format(Given given, List<Problem> problems) {
            String word = last(given, CommandSpecs.OUTPUT).orElse(OutputFormat.TABLE.word());
            Optional<OutputFormat> format = Options.parse(OutputFormat.class, word);
            if (format.isEmpty()) {
                problems.add(new Problem("-o " + word, "use table, json, yaml or patch"));
            }
            return format.orElse(OutputFormat.TABLE);
        }

        private static Optional<String> last(Given given, String flag) {
            List<String> values = given.flags().getOrDefault(flag, List.of());
            return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
        }
    }
}
