package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.logging.LogFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class BugTest {

    @Test
    void aBugIsAnAnswerACountAndOneLogLine() throws IOException {
        LogFile log = LogFile.fromHere();
        try (TestServer broken = TestServer.with((_, _, _) -> {
                    throw new IllegalStateException("boom");
                });
                RawClient client = RawClient.tls(broken.port())) {
            RawClient.Response response = client.send(RawClient.post("{}")).read();

            assertThat(response.status()).isEqualTo(500);
            assertThat(response.body()).hasLineCount(1).doesNotContain("boom", "Exception");
            assertThat(broken.shows("probe_bypass_errors_total{kind=\"unexpected\"} 1.0"))
                    .isTrue();
            assertThat(log.text())
                    .hasLineCount(1)
                    .contains(
                            "kind=unexpected", "error=\"java.lang.IllegalStateException: boom\"", "at=dev.probebypass");
        }
    }

    @Test
    void aStackThatOverflowsIsABugLikeAnyOther() throws IOException {
        try (TestServer deep = TestServer.with((_, _, _) -> {
                    throw new StackOverflowError();
                });
                RawClient client = RawClient.tls(deep.port())) {
            assertThat(client.send(RawClient.post("{}")).read().status()).isEqualTo(500);
            assertThat(client.send(RawClient.post("{}")).read().status()).isEqualTo(500);
        }
    }
}
