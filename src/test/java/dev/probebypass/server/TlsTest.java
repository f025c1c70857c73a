package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probebypass.certificate.ServerCertificate;
import dev.probebypass.telemetry.Telemetry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.Certificate;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

class TlsTest {

    @Test
    void refusesTls12() {
        try (TestServer server = TestServer.accepting(TestSettings.TLS_1_3)) {
            assertThatThrownBy(() -> RawClient.tls(server.port(), "TLSv1.2")).isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void acceptsTls12AndTls13ByChoice() throws IOException {
        try (TestServer server = TestServer.accepting(TestSettings.TLS_1_2);
                RawClient old = RawClient.tls(server.port(), "TLSv1.2");
                RawClient current = RawClient.tls(server.port(), "TLSv1.3")) {
            assertThat(old.send(RawClient.post("{}")).read().status()).isEqualTo(200);
            assertThat(current.send(RawClient.post("{}")).read().status()).isEqualTo(200);
        }
    }

    @Test
    void aClientThatWantsHttp2GetsHttp11() throws Exception {
        try (TestServer server = TestServer.with(TestServer.ECHO);
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(TestCertificate.trusting(TestCertificate.LOOPBACK))
                        .version(HttpClient.Version.HTTP_2)
                        .build()) {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:%d/mutate".formatted(server.port())))
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(response.body()).isEqualTo("{}");
        }
    }

    @Test
    void agreesOnNoProtocolByAlpn() throws IOException {
        try (TestServer server = TestServer.with(TestServer.ECHO);
                SSLSocket socket = (SSLSocket) TestCertificate.trusting(TestCertificate.LOOPBACK)
                        .getSocketFactory()
                        .createSocket("localhost", server.port())) {
            var parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            socket.setSSLParameters(parameters);
            socket.startHandshake();

            assertThat(socket.getApplicationProtocol()).isEmpty();
        }
    }

    @Test
    void aNewCertificateServesTheNextHandshakeAndLeavesOpenConnectionsAlone() throws IOException {
        ServerCertificate first = TestCertificate.LOOPBACK;
        ServerCertificate second = TestCertificate.fresh();
        AtomicReference<ServerCertificate> current = new AtomicReference<>(first);
        try (Telemetry telemetry = Telemetry.forVersion("test");
                WebhookServer server = WebhookServer.start(
                        TestSettings.at(new ListenAddress("127.0.0.1", 0)), current::get, TestServer.ECHO, telemetry);
                RawClient before = RawClient.tls(server.port())) {
            current.set(second);

            assertThat(leafShown(server.port(), second)).isEqualTo(second.leaf());
            assertThat(before.send(RawClient.post("{}")).read().status()).isEqualTo(200);
        }
    }

    private static Certificate leafShown(int port, ServerCertificate trusted) throws IOException {
        try (SSLSocket socket =
                (SSLSocket) TestCertificate.trusting(trusted).getSocketFactory().createSocket("localhost", port)) {
            socket.startHandshake();
            return socket.getSession().getPeerCertificates()[0];
        }
    }
}
