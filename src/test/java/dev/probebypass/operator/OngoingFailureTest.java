package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.logging.LogFile;
import dev.probebypass.telemetry.Telemetry;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OngoingFailureTest {

    private final Telemetry telemetry = Telemetry.forVersion("test");
    private final OngoingFailure failures = new OngoingFailure(telemetry, "it fails", "it works again");

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void eachProblemIsReportedOnceHoweverTheyAlternate() {
        failures.report("one");
        failures.report("other");
        failures.report("one");

        assertThat(Samples.failures(telemetry)).isEqualTo(2);
    }

    @Test
    void onceItWorksTheSameProblemIsNewsAgain() {
        failures.report("one");
        failures.settle();
        failures.report("one");

        assertThat(Samples.failures(telemetry)).isEqualTo(2);
    }

    @Test
    void thatItWorksIsSaidOnceAndOnlyAfterAProblem() {
        LogFile log = LogFile.fromHere();
        failures.settle();
        assertThat(log.text()).doesNotContain("it works again");

        failures.report("one");
        failures.settle();
        failures.settle();

        assertThat(log.text()).containsOnlyOnce("it works again");
    }

    @Test
    void textsThatDifferEachTimeDoNotFillTheLog() {
        IntStream.range(0, 100).forEach(attempt -> failures.report("attempt " + attempt));

        assertThat(Samples.failures(telemetry)).isEqualTo(16);
    }

    @Test
    void itSaysWhatTheApiServerSaidHoweverItIsWrapped() {
        LogFile log = LogFile.fromHere();
        KubernetesClientException refused = new KubernetesClientException(
                "Failure executing",
                403,
                new StatusBuilder().withMessage("secrets is forbidden").build());

        failures.report(new IllegalStateException("can't start", new IllegalStateException(refused)));

        assertThat(log.text()).contains("it fails: secrets is forbidden");
    }
}
