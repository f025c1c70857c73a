package dev.probebypass.report;

import dev.probebypass.manifests.PodSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What to do about a workload whose pods are not as they would be created now. */
final class WorkloadAdvice {

    private WorkloadAdvice() {}

    static List<String> toDo(PodSource template, Explanation explanation, List<WorkloadDocument.Pods> pods) {
        List<String> toDo = new ArrayList<>();
        if (!explanation.warnings().isEmpty()) {
            toDo.add("see to the warnings, each of which says what to do");
        }
        int old = pods.stream()
                .filter(group -> !group.upToDate())
                .mapToInt(group -> group.names().size())
                .sum();
        int bare = explanation.plan().mesh().isEmpty()
                ? 0
                : pods.stream()
                        .filter(group -> !group.sidecar())
                        .mapToInt(group -> group.names().size())
                        .sum();
        if (old > 0) {
            toDo.add("%s: %s is not as it would be created now".formatted(restart(template), count(old)));
        } else if (bare > 0) {
            toDo.add("%s: %s has no sidecar".formatted(restart(template), count(bare)));
        }
        return toDo;
    }

    private static String count(int pods) {
        return pods == 1 ? "1 pod" : "each of %d pods".formatted(pods);
    }

    /** How to have the pods created anew. */
    private static String restart(PodSource template) {
        String name = template.name();
        String in = " -n " + template.namespace();
        return switch (template.kind()) {
            case "Deployment", "StatefulSet", "DaemonSet" ->
                "kubectl rollout restart %s/%s%s".formatted(template.kind().toLowerCase(Locale.ROOT), name, in);
            case "Rollout" -> "kubectl argo rollouts restart %s%s".formatted(name, in);
            case "DeploymentConfig" -> "oc rollout latest dc/%s%s".formatted(name, in);
            case "Job", "CronJob" -> "wait for the next run";
            case "Pod" -> "delete the pod and create it again";
            default -> "have the pods created again";
        };
    }
}
