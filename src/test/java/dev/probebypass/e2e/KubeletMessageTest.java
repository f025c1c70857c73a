package dev.probebypass.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubeletMessageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '#', quoteCharacter = '~', textBlock = """
            Readiness probe failed: Get "http://10.68.0.5:9001/healthz": read tcp 10.66.0.1:43210->10.68.0.5:9001: read: connection reset by peer # read tcp: read: connection reset by peer
            (combined from similar events): Liveness probe failed: Get "https://10.68.0.5:9002/healthz": write tcp 10.66.0.1:4321->10.68.0.5:9002: write: broken pipe # write tcp: write: broken pipe
            Startup probe failed: dial tcp 10.68.0.5:9003: connect: connection refused # dial tcp: connect: connection refused
            Startup probe failed: dial tcp [fd00::5]:9003: connect: connection refused # dial tcp: connect: connection refused
            Readiness probe failed: timeout: failed to connect service "10.68.0.5:9004" within 2s: context deadline exceeded # timeout: failed to connect service within 2s: context deadline exceeded
            Liveness probe failed: probe-target: nothing listens on 127.0.0.1:9005: connection refused # probe-target: nothing listens on 127.0.0.1:9005: connection refused
            Readiness probe failed: HTTP probe failed with statuscode: 500 # HTTP probe failed with statuscode: 500
            Readiness probe failed: nothing | listens # nothing \\| listens
            """)
    void keepsWhatIsTheSameEachTime(String message, String said) {
        assertThat(KubeletMessage.shortly(message)).isEqualTo(said);
    }
}
