package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.admission.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTest {

    private final TestServer server = TestServer.with(TestServer.ECHO);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void answersAReviewWithJsonAndItsLength() throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            RawClient.Response response =
                    client.send(RawClient.post("{\"a\":1}")).read();

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).isEqualTo("{\"a\":1}");
            assertThat(response.headers())
                    .containsEntry("content-type", "application/json")
                    .containsEntry("content-length", "7")
                    .doesNotContainKeys("server", "set-cookie", "x-powered-by", "connection");
        }
    }

    @Test
    void answersManyReviewsOverOneConnection() throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.send(RawClient.post("[" + i + "]")).read().body())
                        .isEqualTo("[" + i + "]");
            }
        }
    }

    @Test
    void answersRequestsThatCameInTogether() throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.post("[1]") + RawClient.post("[2]"));

            assertThat(client.read().body()).isEqualTo("[1]");
            assertThat(client.read().body()).isEqualTo("[2]");
        }
    }

    @Test
    void readsAChunkedBody() throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.postHead("Transfer-Encoding: chunked").replace("/mutate", "/mutate?timeout=3s"))
                    .send("3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n");

            assertThat(client.read().body()).isEqualTo("[1,2]");
        }
    }

    @Test
    void askedToContinueItDoes() throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.postHead("Expect: 100-continue", "Content-Length: 2"));

            assertThat(client.read().status()).isEqualTo(100);
            assertThat(client.send("{}").read().body()).isEqualTo("{}");
        }
    }

    @Test
    void handsOnAnEmptyBody() throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            RawClient.Response response = client.send(RawClient.post("")).read();

            assertThat(response.status()).isEqualTo(200);
            assertThat(response.body()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/mutate/", "/mutate/x", "/MUTATE", "/validate", "/metrics"})
    void anyOtherPathIsNotFound(String path) throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            RawClient.Response response =
                    client.send(RawClient.post("{}").replace("/mutate", path)).read();

            assertThat(response.status()).isEqualTo(404);
            assertThat(response.headers().get("content-type")).startsWith("text/plain");
            assertThat(response.body()).isEqualTo("There is nothing here: the webhook answers POST /mutate.\n");
            assertThat(server.counted("not_found", 1)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS", "BREW"})
    void anyOtherMethodIsNotAllowed(String method) throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            RawClient.Response response = client.send(RawClient.post("{}")
                            .replace("POST", method)
                            .replace("\r\n\r\n", "\r\nAccept: text/html\r\n\r\n"))
                    .read();

            assertThat(response.status()).isEqualTo(405);
            assertThat(response.headers()).containsEntry("allow", "POST");
            assertThat(response.body()).isEqualTo("Only POST is answered here.\n");
            assertThat(server.counted("method", 1)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "Application/JSON",
                "application/json; charset=utf-8",
                "application/json ;a=b"
            })
    void takesJsonHoweverItIsSpelled(String contentType) throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.post("{}").replace("application/json", contentType));

            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/jsonx", "application/vnd.kubernetes.protobuf", ""})
    void takesNoOtherContentType(String contentType) throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            RawClient.Response response = client.send(RawClient.post("{}").replace("application/json", contentType))
                    .read();

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.body()).isEqualTo("The Content-Type must be application/json.\n");
            assertThat(server.counted("content_type", 1)).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST //mutate HTTP/1.1\r\nHost: a\r\n\r\n",
                "nonsense\r\n\r\n",
                "POST /mutate HTTP/9.9\r\n\r\n",
                "POST /mutate HTTP/1.1\r\nContent-Length: x\r\nHost: a\r\n\r\n",
                "POST /mutate HTTP/1.1\r\nContent-Type: application/json\r\n\r\n"
            })
    void whatIsNoHttpGetsOneSentence(String request) throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            RawClient.Response response = client.send(request).read();

            assertThat(response.status()).isBetween(400, 505);
            assertThat(response.headers()).doesNotContainKey("server");
            assertThat(response.body())
                    .startsWith("The request can't be handled: ")
                    .hasLineCount(1);
        }
    }

    @Test
    void aWebSocketIsNotFoundEither() throws IOException {
        try (RawClient client = RawClient.tls(server.port())) {
            client.send(RawClient.head(
                            "GET /ws HTTP/1.1",
                            "Host: localhost",
                            "Connection: Upgrade",
                            "Upgrade: websocket",
                            "Sec-WebSocket-Version: 13",
                            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==")
                    + "\r\n");

            assertThat(client.read().status()).isEqualTo(404);
        }
    }

    @Test
    void aReviewersRefusalIsPlainText() throws IOException {
        try (TestServer picky = TestServer.with((_, _, _) -> new Answer(400, "No.".getBytes(StandardCharsets.UTF_8)));
                RawClient client = RawClient.tls(picky.port())) {
            RawClient.Response response = client.send(RawClient.post("{}")).read();

            assertThat(response.status()).isEqualTo(400);
            assertThat(response.headers().get("content-type")).startsWith("text/plain");
            assertThat(picky.counted("malformed", 0)).isTrue(); // the reviewer counts its own
        }
    }
}
