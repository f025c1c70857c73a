package dev.probebypass.admission;

import dev.probebypass.bypass.Plan;
import java.util.List;

/**
 * What was decided about a pod, in the words of the answer and of the log.
 *
 * @param patch what the API server gets
 * @param warnings what whoever creates the pod is told
 * @param summary the plan in one line
 */
record Decision(Plan plan, PodPatch patch, List<String> warnings, String summary) {

    Decision {
        warnings = List.copyOf(warnings);
    }

    static Decision of(Plan plan, PodPatch patch) {
        return new Decision(plan, patch, patch.warnings(plan), plan.summary());
    }
}
