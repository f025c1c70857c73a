package dev.probebypass.manifests;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a controller writes on the pods of a workload beside their template. A label whose value nobody knows before
 * ({@code pod-template-hash}, {@code controller-revision-hash}, {@code controller-uid}) is missing: it is set later.
 *
 * @param ownerKind the kind of what makes the pods and owns them, or of the workload that makes that
 * @param ownerName its name
 * @param labels that are the same for all of them
 * @param ordinals labels by which they differ
 * @param podName what stands before the number in their names; empty where these end in something random
 */
record ControllerTraces(
        String ownerKind, String ownerName, Map<String, String> labels, Ordinals ordinals, Optional<String> podName) {

    private static final String JOB = "Job";
    private static final String POD_NAME = "statefulset.kubernetes.io/pod-name";
    private static final String POD_INDEX = "apps.kubernetes.io/pod-index";
    private static final String JOB_NAME = "batch.kubernetes.io/job-name";
    private static final String LEGACY_JOB_NAME = "job-name";
    private static final String COMPLETION_INDEX = "batch.kubernetes.io/job-completion-index";
    private static final String JOB_SET = "jobset.sigs.k8s.io/";
    private static final String KNATIVE = "serving.knative.dev/";
    private static final String VOLCANO = "volcano.sh/";
    private static final String KUBEFLOW = "training.kubeflow.org/";
    private static final String LEADER_WORKER_SET = "leaderworkerset.sigs.k8s.io/";

    ControllerTraces {
        labels = Map.copyOf(labels);
    }

    /**
     * Those of the pods of a workload.
     *
     * @param part which of its parts, empty if it has but one
     */
    static ControllerTraces of(ApiKind kind, JsonNode workload, String name, Optional<String> part) {
        String segment = part.orElse("");
        return switch (kind.id()) {
            case "StatefulSet", "StatefulSet.apps.kruise.io" -> statefulSet(workload, name);
            case "Job" -> job(workload.path("spec"), name);
            // The number is that of the minute for which the Job is made.
            case "CronJob" -> job(workload.at("/spec/jobTemplate/spec"), name + "-0");
            case "JobSet.jobset.x-k8s.io" -> jobSet(name, segment);
            case "Service.serving.knative.dev" -> knative(workload, name, Map.of(KNATIVE + "service", name));
            case "Configuration.serving.knative.dev" -> knative(workload, name, Map.of());
            case "DeploymentConfig", "DeploymentConfig.apps.openshift.io" ->
                same(kind, name, Map.of("deploymentconfig", name));
            case "Job.batch.volcano.sh" -> volcano(name, segment);
            case "LeaderWorkerSet.leaderworkerset.x-k8s.io" ->
                same(kind, name, Map.of(LEADER_WORKER_SET + "name", name));
            case "RayCluster.ray.io" -> same(kind, name, Map.of("ray.io/cluster", name));
            default -> kind.group().equals("kubeflow.org") ? kubeflow(kind, name, segment) : same(kind, name, Map.of());
        };
    }

    private static ControllerTraces same(ApiKind kind, String name, Map<String, String> labels) {
        return new ControllerTraces(kind.kind(), name, labels, Ordinals.NONE, Optional.empty());
    }

    private static ControllerTraces statefulSet(JsonNode workload, String name) {
        String prefix = name + "-";
        Ordinals ordinals = new Ordinals(
                Map.of(POD_NAME, prefix, POD_INDEX, ""),
                workload.at("/spec/ordinals/start").asInt());
        return new ControllerTraces("StatefulSet", name, Map.of(), ordinals, Optional.of(prefix));
    }

    private static ControllerTraces job(JsonNode spec, String name) {
        Map<String, String> labels = Map.of(JOB_NAME, name, LEGACY_JOB_NAME, name);
        boolean isIndexed = spec.path("completionMode").asText().equals("Indexed");
        Ordinals ordinals = isIndexed ? new Ordinals(Map.of(COMPLETION_INDEX, ""), 0) : Ordinals.NONE;
        return new ControllerTraces(JOB, name, labels, ordinals, Optional.empty());
    }

    /** Its Jobs are numbered. */
    private static ControllerTraces jobSet(String name, String part) {
        String prefix = "%s-%s-".formatted(name, part);
        return new ControllerTraces(
                JOB,
                prefix + 0,
                Map.of(JOB_SET + "jobset-name", name, JOB_SET + "replicatedjob-name", part),
                new Ordinals(Map.of(JOB_NAME, prefix, LEGACY_JOB_NAME, prefix, JOB_SET + "job-index", ""), 0),
                Optional.empty());
    }

    private static ControllerTraces knative(JsonNode workload, String name, Map<String, String> more) {
        String revision = workload.at("/spec/template/metadata/name").asText(name + "-00001");
        Map<String, String> labels = new HashMap<>(more);
        labels.put(KNATIVE + "configuration", name);
        labels.put(KNATIVE + "revision", revision);
        labels.put("app", revision);
        return new ControllerTraces("Deployment", revision + "-deployment", labels, Ordinals.NONE, Optional.empty());
    }

    private static ControllerTraces volcano(String name, String task) {
        String prefix = "%s-%s-".formatted(name, task);
        return new ControllerTraces(
                JOB,
                name,
                Map.of(VOLCANO + "job-name", name, VOLCANO + "task-spec", task),
                new Ordinals(Map.of(VOLCANO + "task-index", ""), 0),
                Optional.of(prefix));
    }

    private static ControllerTraces kubeflow(ApiKind kind, String name, String role) {
        String type = role.toLowerCase(Locale.ROOT);
        return new ControllerTraces(
                kind.kind(),
                name,
                Map.of(KUBEFLOW + "job-name", name, KUBEFLOW + "replica-type", type),
                new Ordinals(Map.of(KUBEFLOW + "replica-index", ""), 0),
                Optional.of("%s-%s-".formatted(name, type)));
    }
}
