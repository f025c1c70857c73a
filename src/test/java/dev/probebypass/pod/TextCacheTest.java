package dev.probebypass.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextCacheTest {

    private static final JsonFactory JSON = new JsonFactory();

    private final TextCache texts = new TextCache();

    private String read(String text) {
        try (JsonParser json = JSON.createParser("\"" + text + "\"")) {
            json.nextToken();
            return texts.of(json).orElseThrow();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void givesTheVeryStringItGaveBefore() {
        assertThat(read("health")).isEqualTo("health").isSameAs(read("health"));
    }

    @Test
    void takesNoTextForAnother() {
        // More texts than places: many share one.
        assertThat(IntStream.range(0, 20_000).mapToObj(i -> "text-" + i))
                .allSatisfy(text -> assertThat(read(text)).isEqualTo(text));
        assertThat(read("")).isEmpty();
        assertThat(read("Aa")).isEqualTo("Aa");
        assertThat(read("BB")).isEqualTo("BB");
        assertThat(read("Aa")).isEqualTo("Aa");
    }

    @Test
    void keepsNoLongText() {
        String longest = "x".repeat(64);

        assertThat(read(longest)).isSameAs(read(longest));
        assertThat(read(longest + "x")).isEqualTo(longest + "x").isNotSameAs(read(longest + "x"));
    }
}
