package dev.probebypass.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.admission.Admission;
import dev.probebypass.admission.Answer;
import dev.probebypass.admission.Deadline;
import dev.probebypass.admission.Ticker;
import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Planner;
import dev.probebypass.mesh.istio.TestMeshes;
import dev.probebypass.telemetry.Telemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Any body of a request gets an AdmissionReview that allows the pod, or a short sentence that says what is wrong with it. */
public final class ReviewFuzz {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Admission ADMISSION = new Admission(
            new Planner(Options.DEFAULT),
            TestMeshes.cluster(List.of(), Map.of("rewrite-probes", "false")),
            Telemetry.forVersion("test"));

    private static final int LONGEST_SENTENCE = 1024;
    private static final int MOST_WARNINGS = 16;
    private static final int LONGEST_WARNING = 256;

    /** What an answer may have beside the lists of ports, which it repeats. */
    private static final int REST_OF_AN_ANSWER = 64 << 10;

    private ReviewFuzz() {}

    public static void fuzzerTestOneInput(byte[] body) throws IOException {
        Answer answer = ADMISSION.review(body, body.length, Deadline.in(Duration.ofSeconds(3), Ticker.SYSTEM));

        if (answer.status() == 400) {
            assertThat(answer.body()).hasSizeBetween(1, LONGEST_SENTENCE);
        } else {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).hasSizeLessThan(REST_OF_AN_ANSWER + 8 * body.length);
            allows(JSON.readTree(answer.body()).path("response"));
        }
    }

    private static void allows(JsonNode response) throws IOException {
        assertThat(response.path("allowed").asBoolean()).isTrue();
        assertThat(response.path("uid").asText()).isNotEmpty();
        assertThat(response.path("warnings")).hasSizeLessThanOrEqualTo(MOST_WARNINGS);
        assertThat(response.path("warnings"))
                .allSatisfy(warning -> assertThat(warning.asText()
                                .codePointCount(0, warning.asText().length()))
                        .isLessThanOrEqualTo(LONGEST_WARNING));
        if (response.has("patch")) {
            JsonNode patch = JSON.readTree(response.path("patch").binaryValue());
            assertThat(patch)
                    .allSatisfy(operation ->
                            assertThat(operation.path("path").asText()).startsWith("/metadata/annotations"));
        }
    }
}
