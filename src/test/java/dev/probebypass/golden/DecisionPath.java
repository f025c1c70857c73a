package dev.probebypass.golden;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A way to have a pod decided: the planner in this process, or the real server. All of them must give the same. */
interface DecisionPath {

    /** What comes back about a pod that is created in the situation of that case. */
    Outcome ask(Case situation, JsonNode pod);

    /**
     * What whoever calls the webhook gets to see.
     *
     * @param patch a JSON Patch; an empty array where there is none
     * @param audit the audit annotation
     */
    record Outcome(JsonNode patch, List<String> warnings, String audit) {}
}
