package dev.probebypass.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Somebody else's webhook: keeps every review it got, allows it, and patches the pod if it was made to. */
final class RecordingWebhook implements AutoCloseable {

    private static final String NO_PATCH = "[]";

    private final CertificateAuthority authority;
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<JsonNode> reviews = new CopyOnWriteArrayList<>();
    private final Function<JsonNode, String> patch;

    private RecordingWebhook(CertificateAuthority authority, HttpsServer server, Function<JsonNode, String> patch) {
        this.authority = authority;
        this.server = server;
        this.patch = patch;
    }

    static RecordingWebhook start() {
        return start(pod -> NO_PATCH);
    }

    /** Answers each pod with the RFC 6902 patch that the function makes from it; {@code []} is none. */
    static RecordingWebhook start(Function<JsonNode, String> patch) {
        CertificateAuthority authority = CertificateAuthority.create("webhook");
        try {
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(
                    new HttpsConfigurator(Tls.context(authority.server("webhook"), authority.certificate())));
            RecordingWebhook webhook = new RecordingWebhook(authority, server, patch);
            webhook.serve();
            return webhook;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve() {
        server.createContext("/mutate", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            JsonNode review = Json.parse(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            reviews.add(review);
            byte[] answer = response(review.path("request")).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private String response(JsonNode request) {
        String operations = patch.apply(request.path("object"));
        return """
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview",
                 "response": {"uid": %s, "allowed": true%s}}
                """.formatted(request.path("uid"), operations.equals(NO_PATCH) ? "" : patchFields(operations));
    }

    private static String patchFields(String operations) {
        String encoded = Base64.getEncoder().encodeToString(operations.getBytes(StandardCharsets.UTF_8));
        return ", \"patchType\": \"JSONPatch\", \"patch\": \"%s\"".formatted(encoded);
    }

    /** Every AdmissionReview so far, in the order of arrival. */
    List<JsonNode> reviews() {
        return List.copyOf(reviews);
    }

    /** The pod of that name as it came, once for each call. */
    List<JsonNode> pods(String name) {
        return reviews.stream()
                .map(review -> review.path("request").path("object"))
                .filter(pod -> pod.path("metadata").path("name").asText().equals(name))
                .toList();
    }

    String url() {
        return "https://127.0.0.1:%d/mutate".formatted(server.getAddress().getPort());
    }

    /** The certificate authority that vouches for this webhook. */
    String caPem() {
        return authority.pem();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
