package dev.probebypass.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.probebypass.check.DryRunCheck;
import dev.probebypass.check.OtherCallers;
import dev.probebypass.check.RevisionCheck;
import dev.probebypass.cluster.watch.Clients;
import dev.probebypass.cluster.watch.UnusableClientConfigurationException;
import dev.probebypass.settings.CheckSettings;
import dev.probebypass.settings.Given;
import dev.probebypass.settings.Outcome;
import dev.probebypass.settings.Problem;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says whether a cluster's pods get our annotation, by a dry run. */
record Check(Terminal terminal) {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** What to check, how long, and how to say it. */
    private record Request(String namespace, Duration timeout, boolean asJson) {

        static Request of(Map<String, List<String>> flags, List<Problem> problems) {
            String namespace = last(flags, CommandSpecs.NAMESPACE).orElse("default");
            if (!namespace.matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?")) {
                problems.add(new Problem("-n " + namespace, "use the name of a namespace"));
            }
            String timeout = last(flags, CommandSpecs.TIMEOUT).orElse("30s");
            if (!timeout.matches("[0-9]{1,5}s")) {
                problems.add(new Problem(CommandSpecs.TIMEOUT + "=" + timeout, "use seconds such as 30s"));
            }
            String output = last(flags, CommandSpecs.OUTPUT).orElse("text");
            if (!List.of("text", "json").contains(output)) {
                problems.add(new Problem("-o " + output, "use text or json"));
            }
            return problems.isEmpty()
                    ? new Request(
                            namespace,
                            Duration.ofSeconds(Long.parseLong(timeout.substring(0, timeout.length() - 1))),
                            output.equals("json"))
                    : new Request("", Duration.ZERO, false);
        }

        private static Optional<String> last(Map<String, List<String>> flags, String flag) {
            return Optional.ofNullable(flags.get(flag)).map(List::getLast);
        }
    }

    /**
     * What is said beside the verdict.
     *
     * @param rows may make it a bad one
     * @param notes are no failure
     */
    private record Details(List<RevisionCheck.Row> rows, List<String> notes) {}

    int run(Given given) {
        List<Problem> problems = new ArrayList<>();
        Request request = Request.of(given.flags(), problems);
        switch (CheckSettings.read(given)) {
            case Outcome.Accepted<CheckSettings>(CheckSettings settings)
            when problems.isEmpty() -> {
                return check(request, settings);
            }
            case Outcome.Accepted<CheckSettings> _ -> {}
            case Outcome.Refused<CheckSettings>(List<Problem> others) -> problems.addAll(others);
        }
        return wrong(Problems.text(problems));
    }

    private int check(Request request, CheckSettings settings) {
        try (KubernetesClient client = Clients.of(settings.kubeconfig(), Version.number(), terminal.environment())) {
            RevisionCheck revisions = new RevisionCheck(
                    client, request.namespace(), settings.meshNamespaces(), settings.webhookConfiguration());
            DryRunCheck trial =
                    new DryRunCheck(client, request.namespace(), settings.webhookConfiguration(), revisions);
            DryRunCheck.Result result = await(trial, Instant.now().plus(request.timeout()));
            return say(
                    request,
                    result,
                    new Details(
                            result instanceof DryRunCheck.Result.Patched ? revisions.run() : List.of(),
                            new OtherCallers(client, settings.webhookConfiguration()).notes()));
        } catch (UnusableClientConfigurationException unusable) {
            return wrong(String.valueOf(unusable.getMessage()));
        }
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

    private int say(Request request, DryRunCheck.Result result, Details details) {
        String sentence = switch (result) {
            case DryRunCheck.Result.Patched(String ports) ->
                "probe-bypass answers: a new pod in %s got excludeInboundPorts \"%s\"."
                        .formatted(request.namespace(), ports);
            case DryRunCheck.Result.Failed(String problem, boolean _) -> problem;
        };
        boolean ok = result instanceof DryRunCheck.Result.Patched
                && details.rows().stream().allMatch(RevisionCheck.Row::isGood);
        terminal.out()
                .print(request.asJson() ? json(request.namespace(), ok, sentence, details) : text(sentence, details));
        terminal.out().flush();
        return ok ? ExitCodes.OK : ExitCodes.FAILED;
    }

    private static String text(String sentence, Details details) {
        StringBuilder text = new StringBuilder(sentence).append('\n');
        details.rows().forEach(row -> text.append(row.message()).append('\n'));
        details.notes().forEach(note -> text.append(note).append('\n'));
        return text.toString();
    }

    private static String json(String namespace, boolean ok, String message, Details details) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(text)) {
            generator.writeStartObject();
            generator.writeStringField("schemaVersion", "1");
            generator.writeStringField("namespace", namespace);
            generator.writeBooleanField("ok", ok);
            generator.writeStringField("message", message);
            generator.writeArrayFieldStart("revisions");
            for (RevisionCheck.Row row : details.rows()) {
                generator.writeStartObject();
                generator.writeStringField("revision", row.revision());
                generator.writeBooleanField("ok", row.isGood());
                generator.writeStringField("message", row.message());
                generator.writeEndObject();
            }
            generator.writeEndArray();
            generator.writeArrayFieldStart("notes");
            for (String note : details.notes()) {
                generator.writeString(note);
            }
            generator.writeEndArray();
            generator.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text + "\n";
    }

    private int wrong(String message) {
        terminal.err().print("probe-bypass: " + message + "\n");
        return ExitCodes.WRONG_INPUT;
    }
}
