package dev.probebypass.golden;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probebypass.admission.Admission;
import dev.probebypass.admission.Reviewer;
import dev.probebypass.bypass.Planner;
import dev.probebypass.certificate.SelfSigned;
import dev.probebypass.certificate.ServerCertificate;
import dev.probebypass.server.ListenAddress;
import dev.probebypass.server.TestSettings;
import dev.probebypass.server.WebhookServer;
import dev.probebypass.telemetry.Telemetry;
import dev.probebypass.testing.Trust;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** The real server, asked as an API server asks: AdmissionReviews over HTTPS. */
final class OverHttps implements DecisionPath, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** One server for all cases, each of which brings its own cluster and settings. */
    private final AtomicReference<Reviewer> situation = new AtomicReference<>((_, _, _) -> {
        throw new IllegalStateException("asked before there was a case");
    });

    private final Telemetry telemetry = Telemetry.forVersion("test");
    private final WebhookServer server;
    private final HttpClient client;

    private OverHttps(ServerCertificate certificate) {
        server = WebhookServer.start(
                TestSettings.at(new ListenAddress("127.0.0.1", 0)),
                () -> certificate,
                (body, length, deadline) -> situation.get().review(body, length, deadline),
                telemetry);
        client =
                HttpClient.newBuilder().sslContext(Trust.in(certificate.leaf())).build();
    }

    static OverHttps start() {
        return new OverHttps(new SelfSigned(Clock.systemUTC(), new SecureRandom())
                .forHosts(List.of("127.0.0.1"), Duration.ofHours(1)));
    }

    @Override
    public Outcome ask(Case golden, JsonNode pod) {
        situation.set(new Admission(new Planner(golden.options()), _ -> golden.snapshot(), telemetry));
        JsonNode response = response(post(review(golden, pod)));
        List<String> warnings = new ArrayList<>();
        response.path("warnings").forEach(warning -> warnings.add(warning.asText()));
        return new Outcome(
                patch(response),
                warnings,
                response.path("auditAnnotations").path("decision").asText());
    }

    private static String review(Case golden, JsonNode pod) {
        ObjectNode review = JSON.createObjectNode();
        review.put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        ObjectNode request = review.putObject("request").put("uid", "golden").put("operation", "CREATE");
        request.put("namespace", golden.snapshot().namespaceName());
        request.putObject("resource").put("group", "").put("version", "v1").put("resource", "pods");
        request.set("object", pod);
        return review.toString();
    }

    private HttpResponse<String> post(String review) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("https://127.0.0.1:%d/mutate?timeout=3s".formatted(server.port())))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(review))
                .build();
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private static JsonNode response(HttpResponse<String> answer) {
        try {
            JsonNode response = JSON.readTree(answer.body()).path("response");
            if (answer.statusCode() != 200 || !response.path("allowed").asBoolean()) {
                throw new AssertionError("not allowed: " + answer.statusCode() + " " + answer.body());
            }
            return response;
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    private static JsonNode patch(JsonNode response) {
        try {
            return response.has("patch") ? JSON.readTree(response.path("patch").binaryValue()) : JSON.createArrayNode();
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }

    @Override
    public void close() {
        client.close();
        server.close();
        telemetry.close();
    }
}
