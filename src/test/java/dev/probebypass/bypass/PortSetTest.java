package dev.probebypass.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PortSetTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8080|8080",
                "8080, 9090|8080,9090",
                "8000-8010|8000-8010",
                "8000 - 8010,http|8000-8010,http",
                "8080-8080|8080",
                "web-1|web-1",
                "''|''"
            })
    void readsNumbersRangesAndNames(String text, String canonical) {
        PortSet.Parsed parsed = PortSet.parse(text);

        assertThat(parsed.rejected()).isEmpty();
        assertThat(parsed.ports()).hasToString(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0", "65536", "9-8", "8080-", "-1", "Http", "a--b", "abcdefghijklmnop", "1-2-3", "80_80", "8080,"
            })
    void rejectsWhatIsNoPort(String text) {
        assertThat(PortSet.parse(text).rejected()).hasSize(1);
    }

    @Test
    void readsAsManyElementsAsAnybodyNeeds() {
        PortSet.Parsed many = PortSet.parse("http,".repeat(100_000) + "http");

        assertThat(many.ports().names()).hasSize(1_000);
        assertThat(many.rejected()).as("some are told of").hasSize(100);
    }

    @Test
    void tellsOfSomeOfManyThatAreNoPorts() {
        assertThat(PortSet.parse("!,".repeat(900_000)).rejected()).hasSize(100);
    }
}
