package dev.probebypass.cluster.watch;

import dev.probebypass.objects.WatchedKind;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import io.fabric8.mockwebserver.MockWebServer;
import io.fabric8.mockwebserver.http.Dispatcher;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An API server that keeps objects in memory, and refuses, delays or goes away when a test says so. */
final class TestingApiServer implements AutoCloseable {

    private final int port = freePort();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, Function<RecordedRequest, MockResponse>> misbehaviours = new ConcurrentHashMap<>();
    private final Map<String, String> documents = new ConcurrentHashMap<>(Map.of("/apis", groups(Set.of())));
    private final KubernetesCrudDispatcher objects = new KubernetesCrudDispatcher();
    private KubernetesMockServer server = stopped();
    private boolean running;

    /** A server that runs. */
    static TestingApiServer started() {
        TestingApiServer server = notStarted();
        server.start();
        return server;
    }

    /** A server of which there is only the address. */
    static TestingApiServer notStarted() {
        return new TestingApiServer();
    }

    void start() {
        server.start(InetAddress.getLoopbackAddress(), port);
        running = true;
    }

    /** Ends all connections; nothing answers at the address any more. */
    void stop() {
        try {
            server.shutdown();
        } catch (IllegalStateException late) {
            // A connection made while it closes keeps the mock server waiting until it gives up; nobody is served by
            // then.
        }
        server = stopped();
        running = false;
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    /** A client for what tests put into the cluster. */
    KubernetesClient client() {
        return client(Duration.ofSeconds(10));
    }

    /** One that waits so long for an answer. */
    KubernetesClient client(Duration patience) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(url())
                        .withRequestTimeout(Math.toIntExact(patience.toMillis()))
                        .build())
                .build();
    }

    /** A client as {@link Clients#ofWatches} makes it, but less patient. */
    KubernetesClient impatientClient() {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(url())
                        .withWatchReconnectInterval(20)
                        .withRequestRetryBackoffLimit(0)
                        .withRequestTimeout(5_000)
                        .build())
                .withKubernetesSerialization(TrimmedResource.serialization())
                .build();
    }

    /** The paths asked for so far, with their queries. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    long requestsFor(String part) {
        return requests.stream().filter(path -> path.contains(part)).count();
    }

    /** Answers so to every path that contains the part. */
    void answer(String part, int code) {
        answer(part, _ -> status(code));
    }

    void answer(String part, Function<RecordedRequest, MockResponse> answer) {
        misbehaviours.put(part, answer);
    }

    /** Serves these kinds beside Kubernetes' own, and no others. */
    void serve(WatchedKind... kinds) {
        Map<String, List<WatchedKind>> byVersion =
                Stream.of(kinds).collect(Collectors.groupingBy(WatchedKind::apiVersion));
        documents.clear();
        documents.put("/apis", groups(byVersion.keySet()));
        byVersion.forEach((version, ofVersion) -> documents.put("/apis/" + version, resources(ofVersion)));
    }

    /** Answers so at exactly that path. */
    void document(String path, String text) {
        documents.put(path, text);
    }

    private static String groups(Set<String> versions) {
        return "{\"kind\": \"APIGroupList\", \"groups\": [%s]}"
                .formatted(versions.stream()
                        .map("{\"versions\": [{\"groupVersion\": \"%s\"}]}"::formatted)
                        .collect(Collectors.joining(", ")));
    }

    private static String resources(List<WatchedKind> kinds) {
        return "{\"kind\": \"APIResourceList\", \"resources\": [%s]}"
                .formatted(kinds.stream()
                        .map(kind -> "{\"name\": \"%s\"}".formatted(kind.plural()))
                        .collect(Collectors.joining(", ")));
    }

    /** Behaves again. */
    void behave() {
        misbehaviours.clear();
    }

    private static MockResponse json(String body) {
        return new MockResponse()
                .setResponseCode(200)
                .setHeader("Content-Type", "application/json")
                .setBody(body);
    }

    static MockResponse status(int code) {
        return new MockResponse()
                .setResponseCode(code)
                .setHeader("Content-Type", "application/json")
                .setBody(
                        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"message\":\"told to\",\"code\":"
                                + code + "}");
    }

    private KubernetesMockServer stopped() {
        return new KubernetesMockServer(new Context(), new MockWebServer(), new HashMap<>(), new Misbehaving(), false);
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    @Override
    public void close() {
        if (running) {
            stop();
        }
    }

    private final class Misbehaving extends Dispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
            String path = request.getPath();
            requests.add(path);
            return misbehaviours.entrySet().stream()
                    .filter(entry -> path.contains(entry.getKey()))
                    .findFirst()
                    .map(entry -> entry.getValue().apply(request))
                    .or(() -> Optional.ofNullable(documents.get(path)).map(TestingApiServer::json))
                    .orElseGet(() -> objects.dispatch(request));
        }
    }
}
