package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BugTest {

    @Test
    void aBugIsAnAnswerACountAndOneLogLine() throws IOException {
        PrintStream stderr = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try (TestServer broken = TestServer.with((_, _) -> {
                    throw new IllegalStateException("boom");
                });
                RawClient client = RawClient.tls(broken.port())) {
            RawClient.Response response = client.send(RawClient.post("{}")).read();

            assertThat(response.status()).isEqualTo(500);
            assertThat(response.body()).hasLineCount(1).doesNotContain("boom", "Exception");
            assertThat(broken.shows("probe_bypass_errors_total{kind=\"unexpected\"} 1.0"))
                    .isTrue();
            assertThat(log.toString(StandardCharsets.UTF_8))
                    .hasLineCount(1)
                    .contains("kind=unexpected", "error=java.lang.IllegalStateException: boom", "at=dev.probebypass");
        } finally {
            System.setErr(stderr);
        }
    }

    @Test
    void aStackThatOverflowsIsABugLikeAnyOther() throws IOException {
        try (TestServer deep = TestServer.with((_, _) -> {
                    throw new StackOverflowError();
                });
                RawClient client = RawClient.tls(deep.port())) {
            assertThat(client.send(RawClient.post("{}")).read().status()).isEqualTo(500);
            assertThat(client.send(RawClient.post("{}")).read().status()).isEqualTo(500);
        }
    }
}
