package dev.probebypass.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> LABELS = Map.of("app", "web", "role", "primary");

    private static boolean selects(String selector) throws JsonProcessingException {
        return Selectors.read(JSON.readTree(selector)).selects(LABELS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"key\": \"app\", \"operator\": \"In\", \"values\": [\"api\", \"web\"]} | true",
                "{\"key\": \"app\", \"operator\": \"In\", \"values\": [\"api\"]} | false",
                "{\"key\": \"app\", \"operator\": \"NotIn\", \"values\": [\"api\"]} | true",
                "{\"key\": \"app\", \"operator\": \"NotIn\", \"values\": [\"api\", \"web\"]} | false",
                "{\"key\": \"app\", \"operator\": \"Exists\"} | true",
                "{\"key\": \"tier\", \"operator\": \"Exists\"} | false",
                "{\"key\": \"tier\", \"operator\": \"DoesNotExist\"} | true",
                "{\"key\": \"app\", \"operator\": \"DoesNotExist\"} | false",
                "{\"key\": \"app\", \"operator\": \"Equals\", \"values\": [\"web\"]} | false",
                "{\"key\": \"app\", \"values\": [\"web\"]} | false",
                "\"app=web\" | false",
            })
    void readsAnExpression(String expression, boolean selects) throws JsonProcessingException {
        assertThat(selects("{\"matchExpressions\": [" + expression + "]}")).isEqualTo(selects);
    }

    @Test
    void wantsAllLabelsAndAllExpressionsToHold() throws JsonProcessingException {
        String expressions = "\"matchExpressions\": [{\"key\": \"role\", \"operator\": \"Exists\"}]";

        assertThat(selects("{\"matchLabels\": {\"app\": \"web\"}, " + expressions + "}"))
                .isTrue();
        assertThat(selects("{\"matchLabels\": {\"app\": \"api\"}, " + expressions + "}"))
                .isFalse();
        assertThat(selects("{\"matchLabels\": {\"app\": \"web\"}, \"matchExpressions\": [{\"key\": \"tier\","
                        + " \"operator\": \"Exists\"}]}"))
                .isFalse();
    }

    @Test
    void withoutEitherSelectsNothing() throws JsonProcessingException {
        assertThat(selects("{}")).isFalse();
        assertThat(selects("null")).isFalse();
    }
}
