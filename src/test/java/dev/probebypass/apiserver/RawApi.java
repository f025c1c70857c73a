package dev.probebypass.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/** The API server as HTTP sees it: status, body and the warnings a typed client only logs. */
final class RawApi implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final URI server;
    private final HttpClient http;

    RawApi(URI server, SSLContext tls) {
        this.server = server;
        this.http = HttpClient.newBuilder()
                .proxy(HttpClient.Builder.NO_PROXY)
                .sslContext(tls)
                .connectTimeout(LIMIT)
                .build();
    }

    /** What the API server said. */
    record Reply(int status, JsonNode body, List<String> warnings) {}

    Reply createPod(Pod pod) {
        return post(podsOf(pod), Json.of(pod));
    }

    /** Runs admission as for a real creation and stores nothing. */
    Reply dryRunPod(Pod pod) {
        return post(podsOf(pod) + "?dryRun=All", Json.of(pod));
    }

    Reply post(String path, JsonNode body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    }

    Reply get(String path) {
        return send(request(path));
    }

    /** Asks as somebody who does not wait longer. */
    Reply get(String path, Duration patience) {
        return send(request(path).timeout(patience));
    }

    private static String podsOf(Pod pod) {
        return "/api/v1/namespaces/%s/pods".formatted(pod.getMetadata().getNamespace());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(LIMIT);
    }

    private Reply send(HttpRequest.Builder request) {
        try {
            return reply(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + server, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + server, e);
        }
    }

    private static Reply reply(HttpResponse<String> response) {
        List<String> warnings = response.headers().allValues("Warning").stream()
                .flatMap(header -> WarningHeader.texts(header).stream())
                .toList();
        return new Reply(response.statusCode(), Json.parseOrQuote(response.body()), warnings);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
