package dev.probebypass.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the product until it is ready and stops it, while its JVM takes notes.
 *
 * <p>Arguments: the file for the AOT cache, and the command of the server without it (java, flags, class path, main class).
 */
public final class Training {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private Training() {}

    public static void main(String[] arguments) throws Exception {
        Path cache = Path.of(arguments[0]);
        try (StubApiServer cluster = StubApiServer.start()) {
            fill(cluster);
            int management = freePort();
            Process server = server(cluster, List.of(arguments), management).start();
            try {
                await(server, URI.create("http://127.0.0.1:%d/readyz".formatted(management)));
                get(URI.create("http://127.0.0.1:%d/metrics".formatted(management)));
                server.destroy();
                if (!server.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                    throw new IllegalStateException("the server does not stop");
                }
            } finally {
                server.destroyForcibly();
            }
        }
        if (!Files.isRegularFile(cache)) {
            throw new IllegalStateException("the JVM has written no " + cache);
        }
        System.out.printf("trained: %s, %d MiB%n", cache, Files.size(cache) >> 20);
    }

    private static ProcessBuilder server(StubApiServer cluster, List<String> arguments, int management)
            throws IOException {
        Path kubeconfig = Files.createTempFile("training", ".kubeconfig");
        Files.writeString(kubeconfig, """
                {"apiVersion": "v1", "kind": "Config", "current-context": "stub",
                 "contexts": [{"name": "stub", "context": {"cluster": "stub", "user": "stub"}}],
                 "users": [{"name": "stub", "user": {"token": "stub"}}],
                 "clusters": [{"name": "stub", "cluster": {"server": "%s"}}]}
                """.formatted(cluster.url()));
        List<String> command = new ArrayList<>();
        command.add(arguments.get(1));
        command.add("-XX:AOTCacheOutput=" + arguments.getFirst());
        command.addAll(arguments.subList(2, arguments.size()));
        command.addAll(List.of(
                "serve",
                "--kubeconfig=" + kubeconfig,
                "--host=127.0.0.1",
                "--port=0",
                "--management-port=" + management,
                "--ca-overlap-wait=1s",
                "--drain-delay=0s"));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("POD_NAMESPACE", "probe-bypass");
        return builder;
    }

    /** What a server finds in a cluster of a few workloads, and what the chart installs. */
    private static void fill(StubApiServer cluster) throws IOException {
        cluster.put(
                "/api/v1/namespaces/probe-bypass/secrets/probe-bypass-ca", object("v1", "Secret", "probe-bypass-ca"));
        cluster.put(
                "/apis/apps/v1/namespaces/probe-bypass/deployments/probe-bypass",
                object("apps/v1", "Deployment", "probe-bypass"));
        cluster.put(
                "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/istio-probe-bypass",
                JSON.readTree("""
                        {"apiVersion": "admissionregistration.k8s.io/v1", "kind": "MutatingWebhookConfiguration",
                         "metadata": {"name": "istio-probe-bypass"},
                         "webhooks": [{"name": "probe-bypass.probe-bypass.dev", "sideEffects": "None",
                           "admissionReviewVersions": ["v1"], "clientConfig": {"service":
                             {"name": "probe-bypass", "namespace": "probe-bypass", "path": "/mutate"}},
                           "rules": [{"apiGroups": [""], "apiVersions": ["v1"], "operations": ["CREATE"],
                             "resources": ["pods"]}]}]}
                        """));
        cluster.put("/api/v1/namespaces/istio-system/configmaps/istio-sidecar-injector", JSON.readTree("""
                        {"apiVersion": "v1", "kind": "ConfigMap",
                         "metadata": {"name": "istio-sidecar-injector", "namespace": "istio-system"},
                         "data": {"values": "{\\"global\\":{},\\"sidecarInjectorWebhook\\":{\\"rewriteAppHTTPProbe\\":false}}"}}
                        """));
        for (String namespace : List.of("default", "istio-system", "probe-bypass", "shop")) {
            cluster.put("/api/v1/namespaces/" + namespace, object("v1", "Namespace", namespace));
        }
        cluster.put("/apis/networking.istio.io/v1beta1/namespaces/shop/serviceentries/web", JSON.readTree("""
                        {"apiVersion": "networking.istio.io/v1beta1", "kind": "ServiceEntry",
                         "metadata": {"name": "web", "namespace": "shop"},
                         "spec": {"hosts": ["web.example.com"], "ports": [{"number": 8080, "protocol": "HTTP"}],
                           "workloadSelector": {"labels": {"app": "web"}}}}
                        """));
        cluster.put("/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices/web", JSON.readTree("""
                        {"apiVersion": "discovery.k8s.io/v1", "kind": "EndpointSlice", "addressType": "IPv4",
                         "metadata": {"name": "web", "namespace": "shop",
                           "labels": {"kubernetes.io/service-name": "web"}},
                         "endpoints": [{"addresses": ["10.0.0.1"], "targetRef": {"kind": "Pod", "name": "web-0"}}],
                         "ports": [{"port": 8080, "protocol": "TCP"}]}
                        """));
        for (int i = 0; i < 20; i++) {
            cluster.put("/api/v1/namespaces/shop/services/service-" + i, JSON.readTree("""
                    {"apiVersion": "v1", "kind": "Service", "metadata": {"name": "service-%1$d", "namespace": "shop"},
                     "spec": {"selector": {"app": "app-%1$d"}, "ports": [{"port": 80, "targetPort": 8080}]}}
                    """.formatted(i)));
        }
    }

    private static JsonNode object(String apiVersion, String kind, String name) {
        return JSON.createObjectNode()
                .put("apiVersion", apiVersion)
                .put("kind", kind)
                .set("metadata", JSON.createObjectNode().put("name", name).put("namespace", "probe-bypass"));
    }

    private static void await(Process server, URI readiness) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(LIMIT);
        String said = "nothing";
        while (Instant.now().isBefore(end) && server.isAlive()) {
            try {
                HttpResponse<String> answer = get(readiness);
                if (answer.statusCode() == 200) {
                    return;
                }
                said = answer.body();
            } catch (ConnectException early) {
                said = "nothing";
            }
            Thread.sleep(PAUSE);
        }
        throw new IllegalStateException("the server does not get ready; it says: " + said);
    }

    private static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
