package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probebypass.apiserver.CertificateAuthority;
import dev.probebypass.apiserver.Identity;
import dev.probebypass.apiserver.Tls;
import dev.probebypass.certificate.ClientAuthorities;
import dev.probebypass.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API server has to show a certificate; nobody else shall learn what the webhook decides. */
class ClientCertificateTest {

    private static final CertificateAuthority OURS = CertificateAuthority.create("kubernetes");
    private static final CertificateAuthority OTHER = CertificateAuthority.create("kubernetes");

    private final Telemetry telemetry = Telemetry.unheard();
    private TestServer server = TestServer.with(TestServer.ECHO);

    @BeforeEach
    void demandCertificates(@TempDir Path directory) throws IOException {
        server.close();
        Path file = Files.writeString(directory.resolve("clients.crt"), OURS.pem());
        server = TestServer.demanding(ClientAuthorities.of(file, Clock.systemUTC(), telemetry));
    }

    @AfterEach
    void close() {
        server.close();
        telemetry.close();
    }

    @Test
    void answersAClientThatTheAuthorityVouchesFor() throws IOException {
        try (RawClient client = showing(OURS.client("kube-apiserver", "system:masters"))) {
            assertThat(client.send(RawClient.post("{}")).read().status()).isEqualTo(200);
            assertThat(server.counted("handshake", 0)).isTrue();
        }
    }

    @Test
    void refusesAClientWithoutACertificate() {
        assertThatThrownBy(() -> {
                    try (RawClient client = RawClient.tls(server.port())) {
                        client.send(RawClient.post("{}")).read();
                    }
                })
                .isInstanceOf(IOException.class);
        TestServer.eventually(() -> server.counted("handshake", 1));
    }

    @Test
    void refusesAClientOfAnotherAuthorityOfTheSameName() {
        refuses(OTHER.client("kube-apiserver", "system:masters"));
    }

    @Test
    void refusesACertificateThatIsForServers() {
        refuses(OURS.server("kube-apiserver"));
    }

    /** With TLS 1.3 a client learns of it after its own handshake: by an alert, or as it writes to a closed connection. */
    private void refuses(Identity identity) {
        assertThatThrownBy(() -> {
                    try (RawClient client = showing(identity)) {
                        client.send(RawClient.post("{}")).read();
                    }
                })
                .isInstanceOf(IOException.class);
        TestServer.eventually(() -> server.counted("handshake", 1));
    }

    private RawClient showing(Identity identity) throws IOException {
        return RawClient.tls(server.port(), Tls.context(identity, TestCertificate.LOOPBACK.leaf()));
    }
}
