package dev.probebypass.cli;

import dev.probebypass.manifests.Manifests;
import dev.probebypass.manifests.UnreadableInputException;
import dev.probebypass.report.Baseline;
import dev.probebypass.report.Changes;
import dev.probebypass.report.ChangesDocument;
import dev.probebypass.report.Findings;
import dev.probebypass.report.Folding;
import dev.probebypass.report.Report;
import dev.probebypass.settings.ExplainSettings;
import dev.probebypass.settings.Parsed;
import dev.probebypass.settings.Problem;
import dev.probebypass.settings.RawInput;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Explains what would become of the pods in manifests.
 *
 * @param clock says when a person has waited for long
 */
record Explain(Terminal terminal, ClusterConnector connector, InstantSource clock) {

    int run(RawInput input) {
        return switch (ExplainSettings.read(input)) {
            case Parsed.Accepted<ExplainSettings>(ExplainSettings settings) -> explain(settings);
            case Parsed.Refused<ExplainSettings>(List<Problem> problems) -> terminal.refuse(problems);
        };
    }

    private int explain(ExplainSettings settings) {
        Progress progress = Progress.on(terminal, clock);
        try {
            Optional<Baseline> baseline = baseline(settings);
            Manifests manifests = Manifests.read(
                    settings.input().sources(), terminal.in(), settings.input().namespace());
            ManifestReport report = new ManifestReport(manifests, settings.input(), progress);
            return tell(
                    report.from(connector, explanations -> Folding.fold(explanations, manifests.objects())),
                    baseline,
                    settings);
        } catch (UnreadableInputException unreadable) {
            return terminal.refuseInput(unreadable.problems());
        } catch (UnreachableClusterException unreachable) {
            return terminal.refuseInput(unreachable.problems());
        } catch (BaselineFile.UnusableFileException unusable) {
            return terminal.refuse(String.valueOf(unusable.getMessage()));
        }
    }

    private static Optional<Baseline> baseline(ExplainSettings settings) throws BaselineFile.UnusableFileException {
        Optional<Path> file = settings.pipeline().baseline();
        return file.isPresent() ? Optional.of(BaselineFile.read(file.get())) : Optional.empty();
    }

    private int tell(Report report, Optional<Baseline> baseline, ExplainSettings settings) {
        Optional<ChangesDocument> changes = baseline.map(since -> Changes.since(since, report));
        ReportWriter writer = new ReportWriter(terminal);
        changes.ifPresentOrElse(
                each -> writer.write(each, settings),
                () -> writer.write(report.only(settings.pipeline().only()), settings));
        terminal.out().flush();
        List<String> held = new FailConditions(new Findings(report, changes))
                .among(settings.pipeline().failOn());
        held.forEach(terminal::complain);
        return held.isEmpty() ? ExitCodes.OK : ExitCodes.CONDITION_HELD;
    }
}
