package dev.probebypass.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes the patches alone: of one pod its patch, of any other number an object with the patch of each pod by {@code
 * namespace/name}. Of several pods with the same name, the second one's key ends in {@code #2}, and so on.
 */
public record PatchReport(JsonGenerator json) {

    /** Writes all of it. */
    public void write(List<Explanation> explanations) throws IOException {
        if (explanations.size() == 1) {
            explanations.getFirst().patch().patch().write(json);
            return;
        }
        Map<String, Integer> seen = new HashMap<>();
        json.writeStartObject();
        for (Explanation explanation : explanations) {
            String place = explanation.source().place();
            int times = seen.merge(place, 1, Integer::sum);
            json.writeFieldName(times == 1 ? place : place + "#" + times);
            explanation.patch().patch().write(json);
        }
        json.writeEndObject();
    }
}
