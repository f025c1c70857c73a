package dev.probebypass.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnnotationsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void areAbsentWithoutAMapAndWithNull() throws IOException {
        assertThat(Pods.read("{\"metadata\": {}}").annotations()).isEqualTo(Annotations.NONE);
        assertThat(Pods.read("{\"metadata\": {\"annotations\": null}}").annotations())
                .isEqualTo(Annotations.NONE);
    }

    @Test
    void arePresentEvenWhenEmpty() throws IOException {
        Annotations annotations =
                Pods.read("{\"metadata\": {\"annotations\": {}}}").annotations();

        assertThat(annotations.shape()).isEqualTo(Annotations.Shape.PRESENT);
        assertThat(annotations.size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"metadata\": null}",
                "{\"metadata\": \"x\"}",
                "{\"metadata\": []}",
                "{\"metadata\": {\"annotations\": []}}",
                "{\"metadata\": {\"annotations\": \"x\"}}",
                "{\"metadata\": {\"annotations\": 1}}",
                "{\"metadata\": {}, \"metadata\": 1}",
                "[]",
                "null"
            })
    void canTakeNoPatchWhereThereIsNoObjectForIt(String json) throws IOException {
        assertThat(Pods.read(json).annotations().shape()).isEqualTo(Annotations.Shape.UNPATCHABLE);
    }

    @Test
    void keepOnlyWhatWasAskedFor() throws IOException {
        Annotations annotations = Pods.read(
                        "{\"metadata\": {\"annotations\": {\"example.com/a\": \"1\", \"other.com/b\": \"2\", \"example.com/c\": 3}}}")
                .annotations();

        assertThat(annotations.kept()).containsExactly(Map.entry("example.com/a", "1"));
        assertThat(annotations.get("other.com/b")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "plain", "ü", "€", "𝄞", "a𝄞€üz", "\n\t\"\\", "\u0000", "\ud7ff\ue000\uffff\u07ff\u0800"})
    void areCountedInBytesOfUtf8(String text) throws IOException {
        String json = JSON.writeValueAsString(Map.of(
                "metadata", Map.of("annotations", Map.of("example.com/" + text, text, "other.com/" + text, text))));

        Annotations annotations = Pods.read(json).annotations();

        int expected = "example.com/other.com/".length() + 4 * text.getBytes(StandardCharsets.UTF_8).length;
        assertThat(annotations.size()).isEqualTo(expected);
    }

    @Test
    void areCountedTheSameWhenEscaped() throws IOException {
        Annotations annotations = Pods.read(
                        "{\"metadata\": {\"annotations\": {\"b\": \"\\ud834\\udd1e\\u20ac\\u00fc\\n\"}}}")
                .annotations();

        assertThat(annotations.size()).isEqualTo(1 + 4 + 3 + 2 + 1);
    }

    @Test
    void areCountedAcrossTheParsersBuffers() throws IOException {
        String text = "x" + "𝄞".repeat(50_000);

        Annotations annotations = Pods.read("{\"metadata\": {\"annotations\": {\"b\": \"" + text + "\"}}}")
                .annotations();

        assertThat(annotations.size()).isEqualTo(1 + 1 + 200_000);
    }
}
