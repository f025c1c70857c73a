package dev.probebypass.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.probebypass.cluster.watch.Clients;
import dev.probebypass.cluster.watch.UnusableClientConfigurationException;
import dev.probebypass.operator.OtherRegistrations;
import dev.probebypass.operator.RevisionTrial;
import dev.probebypass.operator.Trial;
import dev.probebypass.settings.CheckSettings;
import dev.probebypass.settings.Parsed;
import dev.probebypass.settings.Problem;
import dev.probebypass.settings.RawInput;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Says whether a cluster's pods get our annotation, by a dry run. */
record Check(Terminal terminal) {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /**
     * What is said beside the verdict.
     *
     * @param rows may make it a bad one
     * @param notes are no failure
     */
    private record Details(List<RevisionTrial.Row> rows, List<String> notes) {}

    int run(RawInput input) {
        return switch (CheckSettings.read(input)) {
            case Parsed.Accepted<CheckSettings>(CheckSettings settings) -> check(settings);
            case Parsed.Refused<CheckSettings>(List<Problem> problems) -> wrong(Problem.text(problems));
        };
    }

    private int check(CheckSettings settings) {
        try (KubernetesClient client = Clients.of(settings.kubeconfig(), Version.number(), terminal.environment())) {
            RevisionTrial revisions = new RevisionTrial(
                    client, settings.namespace(), settings.meshNamespaces(), settings.webhookConfiguration());
            Trial trial = new Trial(client, settings.namespace(), settings.webhookConfiguration(), revisions);
            Trial.Result result = await(trial, Instant.now().plus(settings.timeout()));
            return say(
                    settings,
                    result,
                    new Details(
                            result instanceof Trial.Result.Patched ? revisions.run() : List.of(),
                            new OtherRegistrations(client, settings.webhookConfiguration()).notes()));
        } catch (UnusableClientConfigurationException unusable) {
            return wrong(String.valueOf(unusable.getMessage()));
        }
    }

    private static Trial.Result await(Trial trial, Instant end) {
        Trial.Result result = trial.run();
        while (result instanceof Trial.Result.Failed(String _, boolean mayPass)
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

    private int say(CheckSettings settings, Trial.Result result, Details details) {
        String sentence = switch (result) {
            case Trial.Result.Patched(String ports) ->
                "probe-bypass answers: a new pod in %s got excludeInboundPorts \"%s\"."
                        .formatted(settings.namespace(), ports);
            case Trial.Result.Failed(String problem, boolean _) -> problem;
        };
        boolean ok = result instanceof Trial.Result.Patched
                && details.rows().stream().allMatch(RevisionTrial.Row::isGood);
        terminal.out().print(switch (settings.output()) {
            case TEXT -> text(sentence, details);
            case JSON -> json(settings.namespace(), ok, sentence, details);
        });
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
            for (RevisionTrial.Row row : details.rows()) {
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
