package dev.probebypass.report;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.probebypass.patch.JsonPatch;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON of {@code explain -o patch}. */
public sealed interface PatchDocument {

    /** What stands in the JSON. */
    @JsonValue
    Object json();

    /** The patch of the only pod. */
    record One(JsonPatch json) implements PatchDocument {}

    /**
     * The patches of any other number of pods.
     *
     * @param json by {@code namespace/name}; of several pods with the same one, the second's key ends in {@code #2}, and so on
     */
    record Several(Map<String, JsonPatch> json) implements PatchDocument {

        public Several {
            json = Collections.unmodifiableMap(new LinkedHashMap<>(json));
        }
    }

    /** The patches alone. */
    static PatchDocument of(Report report) {
        List<Explanation> explanations = report.explanations();
        return explanations.size() == 1
                ? new One(explanations.getFirst().patch().patch())
                : new Several(byName(explanations));
    }

    private static Map<String, JsonPatch> byName(List<Explanation> explanations) {
        Map<String, Integer> seen = new HashMap<>();
        Map<String, JsonPatch> patches = new LinkedHashMap<>();
        for (Explanation explanation : explanations) {
            String place = explanation.source().place();
            int times = seen.merge(place, 1, Integer::sum);
            patches.put(
                    times == 1 ? place : place + "#" + times,
                    explanation.patch().patch());
        }
        return patches;
    }
}
