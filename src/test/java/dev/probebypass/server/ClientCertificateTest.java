package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probebypass.apiserver.CertificateAuthority;
import dev.probebypass.apiserver.Identity;
import dev.probebypass.apiserver.Tls;
import dev.probebypass.certificate.ClientAuthorities;
import dev.probebypass.certificate.ClientNames;
import dev.probebypass.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The API server has to show a certificate; nobody else shall learn what the webhook decides. */
class ClientCertificateTest {

    private static final CertificateAuthority OURS = CertificateAuthority.create("kubernetes");
    private static final CertificateAuthority OTHER = CertificateAuthority.create("kubernetes");

    private static final Identity API_SERVER = OURS.client(
            "kube-apiserver",
            new GeneralName(GeneralName.dNSName, "api.example.com"),
            new GeneralName(GeneralName.uniformResourceIdentifier, "spiffe://cluster/api"),
            new GeneralName(GeneralName.rfc822Name, "api@example.com"),
            new GeneralName(GeneralName.iPAddress, "10.0.0.1"));

    private final Telemetry telemetry = Telemetry.unheard();
    private TestServer server = TestServer.with(TestServer.ECHO);
    private Path file = Path.of("clients.crt");

    @BeforeEach
    void demandCertificates(@TempDir Path directory) throws IOException {
        server.close();
        file = Files.writeString(directory.resolve("clients.crt"), OURS.pem());
        server = TestServer.demanding(ClientAuthorities.of(file, ClientNames.ANY, Clock.systemUTC(), telemetry));
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

    @ParameterizedTest
    @ValueSource(strings = {"kube-apiserver", "api.example.com", "spiffe://cluster/api", "api@example.com", "10.0.0.1"})
    void answersAClientThatHasAnAcceptedName(String name) throws IOException {
        acceptOnly("front-proxy", name);

        try (RawClient client = showing(API_SERVER)) {
            assertThat(client.send(RawClient.post("{}")).read().status()).isEqualTo(200);
        }
    }

    /** A cluster's authority signs kubelets too. */
    @Test
    void givesNoAnswerToAClientOfTheAuthorityThatHasAnotherName() throws IOException {
        acceptOnly("kube-apiserver");

        refuses(OURS.client("system:node:worker-1", "system:nodes"), "client_name");
    }

    /** A name has to be there letter by letter. */
    @Test
    void givesNoAnswerToAClientWhoseNameOnlyBeginsLikeAnAcceptedOne() throws IOException {
        acceptOnly("kube-apiserver");

        refuses(OURS.client("kube-apiserver-kubelet-client", "system:masters"), "client_name");
    }

    /** The group is no name. */
    @Test
    void givesNoAnswerToAClientThatHasTheNameAsItsGroup() throws IOException {
        acceptOnly("kube-apiserver");

        refuses(OURS.client("worker-1", "kube-apiserver"), "client_name");
    }

    @Test
    void givesNoAnswerToAClientOfAnotherAuthorityThatHasAnAcceptedName() throws IOException {
        acceptOnly("kube-apiserver");

        refuses(OTHER.client("kube-apiserver", "system:masters"), "handshake");
    }

    private void acceptOnly(String... names) {
        server.close();
        server = TestServer.demanding(
                ClientAuthorities.of(file, new ClientNames(Set.of(names)), Clock.systemUTC(), telemetry));
    }

    /** With TLS 1.3 a client learns of it after its own handshake: by an alert, or as it writes to a closed connection. */
    private void refuses(Identity identity) {
        refuses(identity, "handshake");
    }

    private void refuses(Identity identity, String reason) {
        assertThatThrownBy(() -> {
                    try (RawClient client = showing(identity)) {
                        client.send(RawClient.post("{}")).read();
                    }
                })
                .isInstanceOf(IOException.class);
        TestServer.eventually(() -> server.counted(reason, 1));
    }

    private RawClient showing(Identity identity) throws IOException {
        return RawClient.tls(server.port(), Tls.context(identity, TestCertificate.LOOPBACK.leaf()));
    }
}
