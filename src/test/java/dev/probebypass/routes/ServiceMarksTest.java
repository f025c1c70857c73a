package dev.probebypass.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.LabelHashes;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceMarksTest {

    private static final String SCRAPED = "'prometheus.io/scrape': 'true'";

    @Test
    void keepsHashesOfLabels() throws JsonProcessingException {
        assertThat(marks("'labels': {'app': 'web'}").labels()).isEqualTo(LabelHashes.of(Map.of("app", "web")));
    }

    @Test
    void aServiceThatSaysNothingTakesNoMemory() throws JsonProcessingException {
        ServiceMarks marks = marks("'annotations': {'prometheus.io/port': '9000'}");

        assertThat(marks).isSameAs(ServiceMarks.NONE);
        assertThat(marks.size()).isZero();
        assertThat(marks("'labels': {'app': 'web'}").size()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ", 'prometheus.io/scheme': 'http'", ", 'prometheus.io/port': ''"})
    void isScrapedOnAllPortsWhereNoneIsGiven(String more) throws JsonProcessingException {
        ServiceMarks marks = marks("'annotations': {" + SCRAPED + more + "}");

        assertThat(marks.isScraped()).isTrue();
        assertThat(marks.scrapedPort()).isEmpty();
    }

    @Test
    void isScrapedOnThePortThatIsGiven() throws JsonProcessingException {
        ServiceMarks marks = marks("'annotations': {" + SCRAPED + ", 'prometheus.io/port': '9000'}");

        assertThat(marks.isScraped()).isTrue();
        assertThat(marks.scrapedPort()).isEqualTo(OptionalInt.of(9000));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"'prometheus.io/scrape': 'false'\"",
                "\"'prometheus.io/scrape': 'TRUE'\"",
                "\"'prometheus.io/scrape': 'true', 'prometheus.io/scheme': 'https'\"",
                "\"'prometheus.io/scrape': 'true', 'prometheus.io/port': 'metrics'\"",
                "\"'prometheus.io/scrape': 'true', 'prometheus.io/port': '70000'\"",
                "\"'prometheus.io/scrape': 'true', 'prometheus.io/port': '-1'\""
            })
    void isNotScrapedInPlaintextOtherwise(String annotations) throws JsonProcessingException {
        assertThat(marks("'annotations': {" + annotations + "}").isScraped()).isFalse();
    }

    private static ServiceMarks marks(String metadata) throws JsonProcessingException {
        return ServiceMarks.of(ClusterObject.of(new ObjectMapper()
                .readTree(
                        "{'metadata': {'name': 'web', %s}}".formatted(metadata).replace('\'', '"'))));
    }
}
