package dev.probebypass.logging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class JsonLinesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void isOneObjectOnOneLine() throws IOException {
        String line = JsonLines.FORMAT.write(Events.event("a \"message\"\nof two lines"));

        assertThat(line).containsOnlyOnce("\n").endsWith("}\n");
        JsonNode object = JSON.readTree(line);
        assertThat(OffsetDateTime.parse(object.path("timestamp").asText()))
                .isEqualTo(OffsetDateTime.parse("2026-01-02T03:04:05.060Z"));
        assertThat(object.path("level").asText()).isEqualTo("INFO");
        assertThat(object.path("logger").asText()).isEqualTo("Admission");
        assertThat(object.path("message").asText()).isEqualTo("a \"message\"\nof two lines");
        assertThat(object.has("stackTrace")).isFalse();
    }

    @Test
    void hasTheKeysBesideTheMessage() throws IOException {
        JsonNode object = JSON.readTree(JsonLines.FORMAT.write(Events.event(
                "reviewed", new KeyValuePair("pod", "wéb 1"), new KeyValuePair("warnings", List.of("one", "two")))));

        assertThat(object.path("pod").asText()).isEqualTo("wéb 1");
        assertThat(object.path("warnings")).isEqualTo(JSON.readTree("[\"one\", \"two\"]"));
    }

    @Test
    void keepsStackTraces() throws IOException {
        JsonNode object =
                JSON.readTree(JsonLines.FORMAT.write(Events.failure("failed", new IllegalStateException("boom"))));

        assertThat(object.path("stackTrace").asText())
                .startsWith("java.lang.IllegalStateException: boom")
                .contains("at dev.probebypass.logging.JsonLinesTest");
    }
}
