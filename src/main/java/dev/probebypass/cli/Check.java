package dev.probebypass.cli;

import dev.probebypass.check.DryRunCheck;
import dev.probebypass.check.OtherCallers;
import dev.probebypass.check.RevisionCheck;
import dev.probebypass.check.UnreadKinds;
import dev.probebypass.cluster.watch.Clients;
import dev.probebypass.cluster.watch.UnusableClientConfigurationException;
import dev.probebypass.mesh.Mesh;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.meshes.RouteSources;
import dev.probebypass.report.CheckDocument;
import dev.probebypass.report.DocumentFormat;
import dev.probebypass.settings.CheckSettings;
import dev.probebypass.settings.Parsed;
import dev.probebypass.settings.Problem;
import dev.probebypass.settings.RawInput;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Says whether a cluster's pods get our annotation, by a dry run. */
record Check(Terminal terminal) {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    int run(RawInput input) {
        return switch (CheckSettings.read(input)) {
            case Parsed.Accepted<CheckSettings>(CheckSettings settings) -> check(settings);
            case Parsed.Refused<CheckSettings>(List<Problem> problems) -> terminal.refuse(problems);
        };
    }

    private int check(CheckSettings settings) {
        try (KubernetesClient client = Clients.of(settings.kubeconfig(), Version.number(), terminal.environment())) {
            DeployedArguments arguments = new DeployedArguments(CommandSpecs.commandLine(terminal), Map.of());
            UnreadKinds unread = new UnreadKinds(
                    client,
                    settings.webhookConfiguration(),
                    RouteSources.kinds(),
                    RouteSources.NAMES_OF_CALLERS,
                    Meshes.policies(),
                    arguments::routeSources);
            return say(settings, document(settings, client, Meshes.ALL).with(unread.notes()));
        } catch (UnusableClientConfigurationException unusable) {
            return terminal.refuse(String.valueOf(unusable.getMessage()));
        }
    }

    /** What a trial pod of each mesh, and each configuration of those meshes, says. */
    static CheckDocument document(CheckSettings settings, KubernetesClient client, List<Mesh> meshes) {
        Instant end = Instant.now().plus(settings.timeout());
        List<DryRunCheck.Result> results = new ArrayList<>();
        List<RevisionCheck.Row> rows = new ArrayList<>();
        for (Mesh mesh : meshes) {
            RevisionCheck revisions = new RevisionCheck(
                    client, mesh, settings.namespace(), settings.meshNamespaces(), settings.webhookConfiguration());
            DryRunCheck trial = new DryRunCheck(
                    client,
                    mesh.injectors().trialPod(),
                    settings.namespace(),
                    settings.webhookConfiguration(),
                    revisions);
            DryRunCheck.Result result = await(trial, end);
            results.add(result);
            rows.addAll(result instanceof DryRunCheck.Result.Patched ? revisions.run() : List.of());
        }
        return document(settings, results, rows, new OtherCallers(client, settings.webhookConfiguration()));
    }

    private static DryRunCheck.Result await(DryRunCheck trial, Instant end) {
        DryRunCheck.Result result = trial.run();
        while (result instanceof DryRunCheck.Result.Failed(String _, boolean mayPass)
                && mayPass
                && Instant.now().plus(PAUSE).isBefore(end)) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException stopWaiting) {
                Thread.currentThread().interrupt();
                return result;
            }
            result = trial.run();
        }
        return result;
    }

    private static CheckDocument document(
            CheckSettings settings,
            List<DryRunCheck.Result> results,
            List<RevisionCheck.Row> rows,
            OtherCallers others) {
        String sentences = results.stream()
                .map(result -> sentence(settings, result))
                .distinct()
                .collect(Collectors.joining(" "));
        boolean ok = results.stream().allMatch(DryRunCheck.Result.Patched.class::isInstance)
                && rows.stream().allMatch(RevisionCheck.Row::isGood);
        return CheckDocument.of(
                settings.namespace(),
                ok,
                sentences,
                rows.stream()
                        .map(row -> new CheckDocument.Revision(row.revision(), row.isGood(), row.message()))
                        .toList(),
                others.notes());
    }

    private static String sentence(CheckSettings settings, DryRunCheck.Result result) {
        return switch (result) {
            case DryRunCheck.Result.Patched(String ports) ->
                "probe-bypass answers: a new pod in %s got excludeInboundPorts \"%s\"."
                        .formatted(settings.namespace(), ports);
            case DryRunCheck.Result.Failed(String problem, boolean _) -> problem;
        };
    }

    private int say(CheckSettings settings, CheckDocument document) {
        terminal.out()
                .print(
                        switch (settings.output()) {
                            case TEXT -> document.text();
                            case JSON -> DocumentFormat.COMPACT_JSON.write(document);
                        });
        terminal.out().flush();
        return document.ok() ? ExitCodes.OK : ExitCodes.FAILED;
    }
}
