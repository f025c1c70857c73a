package dev.probebypass.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ObjectSizeTest {

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void aTextTakesAByteForEachCharacterAndTwoWhereAnyIsNotLatin() {
        assertThat(ObjectSize.text("")).isPositive();
        assertThat(ObjectSize.text("abc\u00e9") - ObjectSize.text("")).isEqualTo(4);
        assertThat(ObjectSize.text("abc\u20ac") - ObjectSize.text("")).isEqualTo(8);
    }

    @Test
    void aMapTakesItsKeysAndItsValues() {
        assertThat(ObjectSize.texts(Map.of())).isZero();
        assertThat(ObjectSize.texts(Map.of("key", "value")))
                .isGreaterThan(ObjectSize.text("key") + ObjectSize.text("value"));
        assertThat(ObjectSize.texts(Map.of("a", "b", "c", "d"))).isEqualTo(2 * ObjectSize.texts(Map.of("a", "b")));
    }

    @Test
    void anObjectTakesAllItsNodesHoweverDeep() throws JsonProcessingException {
        long empty = ObjectSize.of(json("{}"));
        long number = ObjectSize.of(json("{\"a\": 1}")) - empty;
        long text = ObjectSize.of(json("{\"a\": \"bcd\"}")) - empty;

        assertThat(empty).isGreaterThan(ObjectSize.OBJECT);
        assertThat(number).isPositive();
        assertThat(text).isEqualTo(number + ObjectSize.text("bcd"));
        assertThat(ObjectSize.of(json("{\"a\": [\"bcd\", 1]}")) - empty).isGreaterThan(text);
    }

    @Test
    void namesOfFieldsAreTextsToo() throws JsonProcessingException {
        String large = "k".repeat(40_000);

        assertThat(ObjectSize.of(json("{\"%s\": 1}".formatted(large)))).isGreaterThan(40_000);
        assertThat(ObjectSize.of(json("{\"a\": [[\"%s\"]]}".formatted(large)))).isGreaterThan(40_000);
    }
}
