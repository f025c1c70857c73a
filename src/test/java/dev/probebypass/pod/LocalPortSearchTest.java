package dev.probebypass.pod;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the search finds nothing there is nothing, and an ordinary pod is not searched in vain. */
class LocalPortSearchTest {

    private static boolean mayFind(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return LocalPortSearch.mayFind(bytes, bytes.length);
    }

    private static Pod read(String json, boolean readsLocalPorts) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return PodReader.read(parser, _ -> true, readsLocalPorts);
        }
    }

    private static String pod(String text) throws IOException {
        return new ObjectMapper()
                .writeValueAsString(Map.of(
                        "spec",
                        Map.of(
                                "containers",
                                List.of(Map.of(
                                        "name", "app",
                                        "args", List.of(text),
                                        "env", List.of(Map.of("name", "A", "value", text)))))));
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> parts = Arbitraries.of(
                "localhost:",
                "127.0.0.1:",
                "[::1]:",
                "80",
                "3000",
                ":",
                "\\",
                "t:",
                "1:",
                "]:",
                "x",
                "é",
                "\u0001",
                "&");
        return parts.list().ofMaxSize(12).map(each -> String.join("", each));
    }

    @Property(tries = 2_000)
    void whatTheSearchDoesNotFindIsNotThere(@ForAll("texts") String text) throws IOException {
        String json = pod(text);

        if (!mayFind(json)) {
            assertThat(read(json, true)).isEqualTo(read(json, false));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:1",
                "\\u006cocalhost:1",
                "localhost\\u003A1",
                "127\\u002e0.0.1:1",
                "127.0.0.1:",
                "\\u005b::1]:1"
            })
    void findsItWhereverItStandsAndHoweverItIsEscaped(String text) {
        for (int before = 0; before < 20; before++) {
            assertThat(mayFind(" ".repeat(before) + text + "          ")).isTrue();
            assertThat(mayFind(" ".repeat(before) + text)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"image\":\"registry:5000/a\",\"port\":{\"a\":1}}",
                "a \\u0026\\u0026 b \\u003c c \\\\ \\n \\u00e9",
                "host:1 http://10.0.0.1/a localhos:1 ::1]:1 127.0.0.1",
                ""
            })
    void doesNotFindWhatIsNotThere(String text) {
        assertThat(mayFind(text)).isFalse();
    }

    @Test
    void looksNoFurtherThanTheEnd() {
        byte[] bytes = "0123456localhost:80".getBytes(StandardCharsets.US_ASCII);

        assertThat(LocalPortSearch.mayFind(bytes, 16)).isFalse();
        assertThat(LocalPortSearch.mayFind(bytes, 17)).isTrue();
    }
}
