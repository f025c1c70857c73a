package dev.probebypass.manifests;

import static java.util.Map.entry;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the pod templates of an object: where its kind has them, or in {@code spec.template}, whatever its kind is. */
final class PodTemplates {

    private static final List<String> USUAL = List.of("spec/template");
    private static final List<String> OF_RAY_CLUSTER = List.of("headGroupSpec/template", "workerGroupSpecs/*/template");

    /** By kind; a star stands for each item of a list and each value of a mapping, which makes the pods of one part. */
    private static final Map<String, List<String>> KNOWN = Map.ofEntries(
            entry("Deployment", USUAL),
            entry("StatefulSet", USUAL),
            entry("DaemonSet", USUAL),
            entry("ReplicaSet", USUAL),
            entry("ReplicationController", USUAL),
            entry("Job", USUAL),
            entry("CronJob", List.of("spec/jobTemplate/spec/template")),
            entry("PodTemplate", List.of("template")),
            entry("DeploymentConfig", USUAL),
            entry("DeploymentConfig.apps.openshift.io", USUAL),
            entry("Rollout.argoproj.io", USUAL),
            entry("Service.serving.knative.dev", USUAL),
            entry("Configuration.serving.knative.dev", USUAL),
            entry("JobSet.jobset.x-k8s.io", List.of("spec/replicatedJobs/*/template/spec/template")),
            entry(
                    "LeaderWorkerSet.leaderworkerset.x-k8s.io",
                    List.of("spec/leaderWorkerTemplate/leaderTemplate", "spec/leaderWorkerTemplate/workerTemplate")),
            entry("Job.batch.volcano.sh", List.of("spec/tasks/*/template")),
            entry("CronJob.batch.volcano.sh", List.of("spec/jobTemplate/spec/tasks/*/template")),
            entry("CloneSet.apps.kruise.io", USUAL),
            entry("StatefulSet.apps.kruise.io", USUAL),
            entry("DaemonSet.apps.kruise.io", USUAL),
            entry("BroadcastJob.apps.kruise.io", USUAL),
            entry(
                    "AdvancedCronJob.apps.kruise.io",
                    List.of(
                            "spec/template/jobTemplate/spec/template",
                            "spec/template/broadcastJobTemplate/spec/template")),
            entry("UnitedDeployment.apps.kruise.io", List.of("spec/template/*/spec/template")),
            entry("PyTorchJob.kubeflow.org", List.of("spec/pytorchReplicaSpecs/*/template")),
            entry("TFJob.kubeflow.org", List.of("spec/tfReplicaSpecs/*/template")),
            entry("MPIJob.kubeflow.org", List.of("spec/mpiReplicaSpecs/*/template")),
            entry("XGBoostJob.kubeflow.org", List.of("spec/xgbReplicaSpecs/*/template")),
            entry("PaddleJob.kubeflow.org", List.of("spec/paddleReplicaSpecs/*/template")),
            entry("JAXJob.kubeflow.org", List.of("spec/jaxReplicaSpecs/*/template")),
            entry("RayCluster.ray.io", below("spec/", OF_RAY_CLUSTER)),
            entry("RayJob.ray.io", below("spec/rayClusterSpec/", OF_RAY_CLUSTER)),
            entry("RayService.ray.io", below("spec/rayClusterConfig/", OF_RAY_CLUSTER)),
            entry("ScaledJob.keda.sh", List.of("spec/jobTargetRef/template")),
            entry("GameServer.agones.dev", USUAL),
            entry("GameServerSet.agones.dev", List.of("spec/template/spec/template")),
            entry("Fleet.agones.dev", List.of("spec/template/spec/template")));

    private static final String EACH = "*";

    /** What names an item of a list, the first that is there. */
    private static final List<String> NAMES = List.of("name", "groupName");

    private PodTemplates() {}

    /**
     * A pod template in an object.
     *
     * @param pointer where it is, empty for a pod
     * @param part which of the parts of a workload that has several makes such pods
     */
    record Place(JsonPointer pointer, Optional<String> part) {}

    /** Whether every object of that kind is there to make pods. */
    static boolean areIn(ApiKind kind) {
        return kind.isBuiltIn("Pod") || KNOWN.containsKey(kind.id());
    }

    /** All of them, in order. */
    static List<Place> of(ApiKind kind, JsonNode object) {
        if (kind.isBuiltIn("Pod")) {
            return List.of(new Place(JsonPointer.empty(), Optional.empty()));
        }
        List<Place> places = new ArrayList<>(1);
        List<String> paths = KNOWN.getOrDefault(kind.id(), List.of());
        for (String path : paths) {
            find(object, new Place(JsonPointer.empty(), part(path, paths)), List.of(path.split("/")), places);
        }
        if (paths.isEmpty() && object.at("/spec/template/spec/containers").isArray()) {
            places.add(new Place(JsonPointer.compile("/spec/template"), Optional.empty()));
        }
        return places;
    }

    /** Of several paths that name one template each, {@code leaderTemplate} is that of the leader. */
    private static Optional<String> part(String path, List<String> paths) {
        String last = path.replaceFirst("/(template|spec/template)$", "");
        return paths.size() > 1 && !path.contains(EACH)
                ? Optional.of(last.substring(last.lastIndexOf('/') + 1).replaceFirst("(Template|GroupSpec)$", ""))
                : Optional.empty();
    }

    private static void find(JsonNode node, Place place, List<String> steps, List<Place> places) {
        if (steps.isEmpty()) {
            if (node.isObject()) {
                places.add(place);
            }
            return;
        }
        String step = steps.getFirst();
        List<String> rest = steps.subList(1, steps.size());
        if (!step.equals(EACH)) {
            find(node.path(step), new Place(place.pointer().appendProperty(step), place.part()), rest, places);
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                Optional<String> part = Optional.of(name(node.get(i), i));
                find(node.get(i), new Place(place.pointer().appendIndex(i), part), rest, places);
            }
        } else {
            node.forEachEntry((key, value) ->
                    find(value, new Place(place.pointer().appendProperty(key), Optional.of(key)), rest, places));
        }
    }

    private static String name(JsonNode item, int index) {
        return NAMES.stream()
                .map(field -> item.path(field).asText())
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElseGet(() -> Integer.toString(index));
    }

    private static List<String> below(String prefix, List<String> paths) {
        return paths.stream().map(path -> prefix + path).toList();
    }
}
