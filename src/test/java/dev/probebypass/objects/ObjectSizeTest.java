package dev.probebypass.objects;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class ObjectSizeTest {

    private static long size(String json) throws JsonProcessingException {
        return ObjectSize.of(new ObjectMapper().readTree(json));
    }

    @Test
    void countsNamesOfFieldsAsTexts() throws JsonProcessingException {
        String large = "k".repeat(40_000);

        assertThat(size("{\"%s\": 1}".formatted(large))).isGreaterThan(40_000);
        assertThat(size("{\"a\": \"%s\"}".formatted(large))).isGreaterThan(40_000);
        assertThat(size("{\"a\": [[\"%s\"]]}".formatted(large))).isGreaterThan(40_000);
    }

    @Test
    void isNeverZero() throws JsonProcessingException {
        assertThat(size("{}")).isPositive();
    }
}
