package dev.probebypass.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ClientErrorsTest {

    private static final String SERVER = "https://10.0.0.1:6443/";

    static Arguments[] failures() {
        return new Arguments[] {
            Arguments.of(new ConnectException(), "connection refused " + SERVER),
            Arguments.of(new UnknownHostException("api"), "unknown host " + SERVER),
            Arguments.of(new UnresolvedAddressException(), "unknown host " + SERVER),
            Arguments.of(new HttpConnectTimeoutException("x"), "no answer in time " + SERVER),
            Arguments.of(new TimeoutException(), "no answer in time " + SERVER),
            Arguments.of(new SSLHandshakeException("unknown CA"), "TLS failed " + SERVER + ": unknown CA"),
            Arguments.of(
                    new KubernetesClientException(new StatusBuilder()
                            .withCode(403)
                            .withMessage("services is forbidden")
                            .build()),
                    "HTTP 403: services is forbidden"),
            Arguments.of(
                    new KubernetesClientException(
                            new StatusBuilder().withCode(500).build()),
                    "HTTP 500"),
            Arguments.of(new IOException("broken pipe"), "IOException: broken pipe"),
        };
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysWhatIsBehindAFailure(Throwable failure, String words) {
        Throwable wrapped = new CompletionException(new KubernetesClientException("Operation: [list] failed", failure));

        assertThat(ClientErrors.describe(wrapped, SERVER)).isEqualTo(words);
    }

    @Test
    void saysWhereAFailureWithoutAMessageAroseAndNeverNull() {
        Throwable wrapped = new KubernetesClientException("An error has occurred.", new IOException());

        assertThat(ClientErrors.describe(wrapped, SERVER))
                .startsWith("java.io.IOException without a message from dev.probebypass.")
                .doesNotContain("null");
    }

    @Test
    void endsWhereCausesGoRoundInCircles() {
        Exception first = new Exception("first");
        Exception second = new Exception("second", first);
        first.initCause(second);

        assertThat(ClientErrors.describe(first, SERVER)).isEqualTo("Exception: second");
    }
}
