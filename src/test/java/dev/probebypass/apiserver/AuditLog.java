package dev.probebypass.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.testing.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the API server wrote down of the pods that clients created, dry runs included. */
record AuditLog(Path file) {

    /** Metadata level carries the audit annotations of webhooks, and which webhooks were called. */
    static final String POLICY = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived]
            rules:
            - {level: Metadata, resources: [{group: "", resources: [pods]}]}
            - {level: None}
            """;

    private static final Duration LIMIT = Duration.ofSeconds(10);

    /**
     * The annotations of the latest creation of that pod, dry runs included. The entry may come a moment after the
     * client has its answer: a name that is used twice may show the first.
     */
    Map<String, String> annotationsOfCreation(String namespace, String name) {
        JsonNode event = Eventually.get(
                "the audit log is to tell of pod %s/%s".formatted(namespace, name),
                LIMIT,
                () -> creation(namespace, name));
        return Json.texts(event.path("annotations"));
    }

    private Optional<JsonNode> creation(String namespace, String name) {
        return entries().reversed().stream()
                .filter(entry -> entry.contains(name))
                .map(Json::parse)
                .filter(event -> isCreation(event, namespace, name))
                .findFirst();
    }

    private static boolean isCreation(JsonNode event, String namespace, String name) {
        JsonNode subject = event.path("objectRef");
        return event.path("verb").asText().equals("create")
                && subject.path("resource").asText().equals("pods")
                && !subject.has("subresource")
                && subject.path("namespace").asText().equals(namespace)
                && subject.path("name").asText().equals(name);
    }

    private List<String> entries() {
        try {
            String whole = Files.exists(file) ? Files.readString(file) : "";
            // The last line may still be in the writing.
            return whole.substring(0, whole.lastIndexOf('\n') + 1).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
