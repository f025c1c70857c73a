package dev.probebypass.golden;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.admission.PodPatch;
import dev.probebypass.bypass.Plan;
import dev.probebypass.bypass.Planner;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.patch.JsonPatch;
import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PodReader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;

/** The rooms themselves, without a server around them. */
final class InProcess implements DecisionPath {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonFactory FACTORY = new JsonFactory();

    @Override
    public Outcome ask(Case situation, JsonNode pod) {
        Plan plan = plan(situation, pod);
        PodPatch patch = patch(pod, plan);
        return new Outcome(json(patch.patch()), patch.warnings(plan), plan.isProvisional() ? "" : plan.summary());
    }

    /** What is decided about the pod of a case, as the case writes what it expects. */
    static Case.Expected decide(Case golden) {
        Plan plan = plan(golden, golden.pod());
        PodPatch patch = patch(golden.pod(), plan);
        return new Case.Expected(
                Yaml.print(json(patch.patch())), lines(patch.warnings(plan)), Decisions.text(plan, patch));
    }

    private static String lines(List<String> texts) {
        return texts.stream().map(text -> text + "\n").collect(Collectors.joining());
    }

    /** The whole plan, reasons included, which no caller of the webhook sees. */
    static Plan plan(Case situation, JsonNode pod) {
        return new Planner(situation.options()).plan(read(pod), situation.snapshot());
    }

    /** What the call before the sidecar came has warned of, as the call after it tells. */
    static List<String> warningsBeforeInjection(Case situation, JsonNode pod) {
        return new Planner(situation.options())
                .planBeforeInjection(read(pod), situation.snapshot())
                .warnings();
    }

    static PodPatch patch(JsonNode pod, Plan plan) {
        return PodPatch.of(read(pod).annotations(), plan.patch());
    }

    static Pod read(JsonNode pod) {
        try (JsonParser json = FACTORY.createParser(JSON.writeValueAsBytes(pod))) {
            json.nextToken();
            return PodReader.read(json, Meshes::reads);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static JsonNode json(JsonPatch patch) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            patch.write(generator);
            generator.flush();
            return JSON.readTree(text.toString());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
