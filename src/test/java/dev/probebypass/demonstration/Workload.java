package dev.probebypass.demonstration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** A workload of the examples, and the pod it makes. */
record Workload(String kind, String name, ObjectNode pod) {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    static List<Workload> in(Path directory) throws IOException {
        List<Workload> workloads = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                for (JsonNode document : YAML.readerFor(JsonNode.class)
                        .<JsonNode>readValues(file.toFile())
                        .readAll()) {
                    of(document).ifPresent(workloads::add);
                }
            }
        }
        return workloads;
    }

    private static Optional<Workload> of(JsonNode document) {
        String kind = document.path("kind").asText();
        String name = document.path("metadata").path("name").asText();
        JsonNode template = switch (kind) {
            case "Pod" -> document;
            case "Deployment", "StatefulSet", "DaemonSet", "Job" ->
                document.path("spec").path("template");
            case "CronJob" ->
                document.path("spec").path("jobTemplate").path("spec").path("template");
            default -> JSON.missingNode();
        };
        return template instanceof ObjectNode pod
                ? Optional.of(new Workload(kind, name, pod.deepCopy()))
                : Optional.empty();
    }

    /** The review an API server would send for the creation of the pod. */
    String review() {
        ObjectNode review = JSON.createObjectNode();
        review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        ObjectNode request =
                review.putObject("request").put("uid", UUID.randomUUID().toString());
        request.put("operation", "CREATE").put("namespace", "shop");
        request.putObject("resource").put("group", "").put("version", "v1").put("resource", "pods");
        request.set("object", pod);
        return review.toString();
    }
}
