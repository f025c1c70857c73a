package dev.probebypass.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden cases again, asked of the real server; apart from the others, for mutation tests leave them out. */
class GoldenOverHttpsTest {

    private static final DecisionPath IN_PROCESS = new InProcess();

    @AutoClose
    private static final OverHttps HTTPS = OverHttps.start();

    static List<Case> cases() {
        return Case.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isTheSameThroughTheRealServer(Case golden) {
        DecisionPath.Outcome overHttps = HTTPS.ask(golden, golden.pod());

        assertThat(overHttps).isEqualTo(IN_PROCESS.ask(golden, golden.pod()));
    }
}
