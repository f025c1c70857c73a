package dev.probebypass.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.probebypass.bypass.Plan;
import dev.probebypass.bypass.PortDecision;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Writes a report for programs: the same fields as JSON and as YAML. */
public record DataReport(JsonGenerator json) {

    private static final String SCHEMA_VERSION = "1";

    /** Writes all of it. */
    public void write(Report report) throws IOException {
        json.writeStartObject();
        json.writeStringField("schemaVersion", SCHEMA_VERSION);
        json.writeArrayFieldStart("pods");
        for (Explanation explanation : report.explanations()) {
            pod(explanation);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void pod(Explanation explanation) throws IOException {
        Plan plan = explanation.plan();
        json.writeStartObject();
        json.writeStringField("kind", explanation.source().kind());
        json.writeStringField("namespace", explanation.source().namespace());
        json.writeStringField("name", explanation.source().name());
        optional("mesh", plan.mesh().map(Plan.MeshOfPod::name));
        json.writeStringField("mode", plan.mode().word());
        json.writeStringField("outcome", explanation.isPatched() ? "patched" : "unchanged");
        optional("reason", plan.reason().map(Enum::name));
        json.writeArrayFieldStart("ports");
        for (PortDecision decision : plan.ports()) {
            port(decision);
        }
        json.writeEndArray();
        annotations(explanation.annotations());
        json.writeArrayFieldStart("warnings");
        for (String warning : explanation.warnings()) {
            json.writeString(warning);
        }
        json.writeEndArray();
        json.writeFieldName("patch");
        explanation.patch().patch().write(json);
        json.writeEndObject();
    }

    /** A port that the user named has neither container nor probe. */
    private void port(PortDecision decision) throws IOException {
        PortDecision.Subject subject = decision.subject();
        json.writeStartObject();
        optional("container", text(subject.container()));
        optional("probe", text(subject.probe()));
        optional("handler", text(subject.handler()));
        if (decision.port().isPresent()) {
            json.writeNumberField("port", decision.port().getAsInt());
        } else {
            json.writeStringField("port", decision.portText());
        }
        json.writeStringField("verdict", decision.verdict().word());
        json.writeStringField("reason", decision.reason().name());
        json.writeEndObject();
    }

    private void annotations(Map<String, String> annotations) throws IOException {
        json.writeObjectFieldStart("annotations");
        for (Map.Entry<String, String> annotation : annotations.entrySet()) {
            json.writeStringField(annotation.getKey(), annotation.getValue());
        }
        json.writeEndObject();
    }

    private static Optional<String> text(String text) {
        return Optional.of(text).filter(some -> !some.isEmpty());
    }

    private void optional(String field, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(field, value.get());
        } else {
            json.writeNullField(field);
        }
    }
}
