package dev.probebypass.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JsonPatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void makesOneMapWhereThereIsNone() throws IOException {
        JsonPatch patch = JsonPatch.creatingAnnotations(
                new TreeMap<>(Map.of("b.com/x", Optional.of("2"), "a.com/x", Optional.of("1"))));

        assertThat(text(patch)).isEqualTo("""
                [{"op":"add","path":"/metadata/annotations","value":{"a.com/x":"1","b.com/x":"2"}}]""");
    }

    @Test
    void makesNoMapOnlyToTakeSomethingAway() {
        assertThat(JsonPatch.creatingAnnotations(Map.of("a.com/x", Optional.empty()))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void setsAndTakesAwayKeyByKeyWhereThereIsAMap() throws IOException {
        JsonPatch patch = JsonPatch.changingAnnotations(
                new TreeMap<>(Map.of("a.com/x", Optional.of("1"), "b.com/x", Optional.empty())));

        assertThat(text(patch)).isEqualTo("""
                [{"op":"add","path":"/metadata/annotations/a.com~1x","value":"1"},\
                {"op":"remove","path":"/metadata/annotations/b.com~1x"}]""");
    }

    @Test
    void escapesKeysSoThatTheyAreFoundAgain() {
        String key = "~1/~0/a~b//~~";

        JsonPatch patch = JsonPatch.changingAnnotations(Map.of(key, Optional.of("value")));

        JsonPointer path = JsonPointer.compile(patch.operations().getFirst().path());
        assertThat(path.last().getMatchingProperty()).isEqualTo(key);
        assertThat(path.head()).isEqualTo(JsonPointer.compile("/metadata/annotations"));
    }

    @Test
    void writesAnythingAsAString() throws IOException {
        String value = "\"quoted\" \\ \n \u0000 € 𝄞 </script>";

        JsonPatch patch = JsonPatch.changingAnnotations(Map.of("a", Optional.of(value)));

        assertThat(JSON.readTree(text(patch)).get(0).path("value").asText()).isEqualTo(value);
    }

    @Test
    void isAnEmptyArrayWithoutChanges() throws IOException {
        assertThat(text(JsonPatch.EMPTY)).isEqualTo("[]");
        assertThat(JsonPatch.changingAnnotations(Map.of()).isEmpty()).isTrue();
        assertThat(JsonPatch.changingAnnotations(Map.of("a", Optional.empty())).isEmpty())
                .isFalse();
    }

    private static String text(JsonPatch patch) throws IOException {
        StringWriter text = new StringWriter();
        JsonFactory whole = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        try (JsonGenerator json = whole.createGenerator(text)) {
            patch.write(json);
        }
        return text.toString();
    }
}
