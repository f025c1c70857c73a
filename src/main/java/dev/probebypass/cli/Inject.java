package dev.probebypass.cli;

import dev.probebypass.bypass.Options;
import dev.probebypass.inject.Injected;
import dev.probebypass.inject.Injection;
import dev.probebypass.inject.ManifestInjector;
import dev.probebypass.manifests.ManifestText;
import dev.probebypass.manifests.Manifests;
import dev.probebypass.manifests.UnreadableInputException;
import dev.probebypass.report.Explanation;
import dev.probebypass.report.Report;
import dev.probebypass.settings.ManifestSettings;
import dev.probebypass.settings.Parsed;
import dev.probebypass.settings.Problem;
import dev.probebypass.settings.RawInput;
import java.time.InstantSource;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Writes manifests with the annotations that the webhook would put on their pods.
 *
 * @param clock says when a person has waited for long
 */
record Inject(Terminal terminal, ClusterConnector connector, InstantSource clock) {

    private static final String INPUT_ALONE =
            "decided by the input alone: a Service, another route or a policy that is not in it may be in the way of a port"
                    + " that bypasses the sidecar now; --kubeconfig asks a cluster";

    private static final String AUDIT = "mode audit: nothing is written where it holds";

    int run(RawInput input) {
        return switch (ManifestSettings.read(input)) {
            case Parsed.Accepted<ManifestSettings>(ManifestSettings settings) -> inject(settings);
            case Parsed.Refused<ManifestSettings>(List<Problem> problems) -> terminal.refuse(problems);
        };
    }

    private int inject(ManifestSettings settings) {
        try {
            List<ManifestText> texts = ManifestText.read(settings.sources(), terminal.in());
            Manifests manifests = Manifests.in(texts, settings.namespace());
            Report report = new ManifestReport(manifests, settings, Progress.on(terminal, clock))
                    .from(connector, UnaryOperator.identity());
            boolean isOfInputAlone = settings.cluster().kubeconfig().isEmpty();
            return write(injected(texts, report), report, isOfInputAlone ? List.of(INPUT_ALONE) : List.of());
        } catch (UnreadableInputException unreadable) {
            return terminal.refuseInput(unreadable.problems());
        } catch (UnreachableClusterException unreachable) {
            return terminal.refuseInput(unreachable.problems());
        }
    }

    private static Injected injected(List<ManifestText> texts, Report report) {
        return ManifestInjector.inject(
                texts,
                report.explanations().stream()
                        .filter(Explanation::isPatched)
                        .map(patched -> new Injection(patched.source().origin(), patched.changes()))
                        .toList());
    }

    /** Half of the manifests must not pass for all of them. */
    private int write(Injected injected, Report report, List<String> notesOnPatches) {
        terminal.out().print(injected.text());
        report.assumptions().forEach(terminal::note);
        report.explanations().forEach(this::remarks);
        report.notes().forEach(terminal::note);
        injected.notes().forEach(terminal::note);
        if (report.explanations().stream().anyMatch(Explanation::isPatched)) {
            notesOnPatches.forEach(terminal::note);
        }
        if (report.explanations().stream().anyMatch(Inject::isAudited)) {
            terminal.note(AUDIT);
        }
        if (terminal.out().checkError()) {
            terminal.complain("the manifests could not be written to the end");
            return ExitCodes.FAILED;
        }
        return ExitCodes.OK;
    }

    private static boolean isAudited(Explanation explanation) {
        return explanation.plan().mode() == Options.Mode.AUDIT;
    }

    private void remarks(Explanation explanation) {
        explanation.sentences().forEach(warning -> terminal.warn(explanation.title() + ": " + warning));
        explanation.notes().forEach(note -> terminal.note(explanation.title() + ": " + note));
    }
}
