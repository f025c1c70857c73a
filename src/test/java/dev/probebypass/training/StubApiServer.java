package dev.probebypass.training;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.websocket.WsContext;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Objects by their paths, which can be read, listed, watched, created, replaced and patched: what an API server of the newest
 * supported Kubernetes does for one well-behaved client, without any of its checks. First lists can be streams.
 */
final class StubApiServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    /** The newest minor version that is supported. */
    private static final String MINOR = "37";

    /** Plural names of the resources, as they end a collection's path, and their kinds. */
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("services", "Service"),
            Map.entry("namespaces", "Namespace"),
            Map.entry("configmaps", "ConfigMap"),
            Map.entry("secrets", "Secret"),
            Map.entry("events", "Event"),
            Map.entry("leases", "Lease"),
            Map.entry("deployments", "Deployment"),
            Map.entry("endpointslices", "EndpointSlice"),
            Map.entry("mutatingwebhookconfigurations", "MutatingWebhookConfiguration"),
            Map.entry("validatingwebhookconfigurations", "ValidatingWebhookConfiguration"),
            Map.entry("apiservices", "APIService"),
            Map.entry("servicemonitors", "ServiceMonitor"),
            Map.entry("podmonitors", "PodMonitor"),
            Map.entry("serviceentries", "ServiceEntry"),
            Map.entry("sidecars", "Sidecar"),
            Map.entry("authorizationpolicies", "AuthorizationPolicy"),
            Map.entry("peerauthentications", "PeerAuthentication"),
            Map.entry("inferencepools", "InferencePool"),
            Map.entry("rollouts", "Rollout"),
            Map.entry("canaries", "Canary"));

    /** The versions of API groups whose kinds a server looks for, and the plurals of these. */
    private static final Map<String, List<String>> SERVED = Map.of(
            "discovery.k8s.io/v1", List.of("endpointslices"),
            "admissionregistration.k8s.io/v1",
                    List.of("mutatingwebhookconfigurations", "validatingwebhookconfigurations"),
            "apiregistration.k8s.io/v1", List.of("apiservices"),
            "monitoring.coreos.com/v1", List.of("servicemonitors", "podmonitors"),
            "networking.istio.io/v1beta1", List.of("serviceentries", "sidecars"),
            "security.istio.io/v1beta1", List.of("authorizationpolicies", "peerauthentications"),
            "inference.networking.k8s.io/v1", List.of("inferencepools"),
            "argoproj.io/v1alpha1", List.of("rollouts"),
            "flagger.app/v1beta1", List.of("canaries"));

    private static final String GROUPS = "/apis";

    /** One who watches a collection, or one object of it. */
    private record Watch(String collection, Optional<String> name) {

        boolean covers(String path) {
            return covers(collection, name, path);
        }

        static boolean covers(String collection, Optional<String> name, String path) {
            String last = "/" + collection.substring(collection.lastIndexOf('/') + 1) + "/";
            int at = path.lastIndexOf(last);
            return at >= 0
                    && path.indexOf('/', at + last.length()) < 0
                    && path.startsWith(collection.substring(0, collection.lastIndexOf('/')))
                    && name.stream().allMatch(wanted -> path.endsWith("/" + wanted));
        }
    }

    private final Map<String, ObjectNode> objects = new ConcurrentSkipListMap<>();
    private final Map<WsContext, Watch> watches = new ConcurrentHashMap<>();
    private final AtomicLong version = new AtomicLong();
    private final AtomicLong lists = new AtomicLong();
    private final Javalin javalin;

    private StubApiServer() {
        this.javalin = Javalin.create(this::routes);
    }

    static StubApiServer start() {
        StubApiServer server = new StubApiServer();
        server.javalin.start("127.0.0.1", 0);
        return server;
    }

    String url() {
        return "http://127.0.0.1:" + javalin.port();
    }

    /** How many lists were asked for that are no streams. */
    long lists() {
        return lists.get();
    }

    /** Adds or replaces an object, and tells those who watch. */
    synchronized void put(String path, JsonNode object) {
        ObjectNode stored = ((ObjectNode) object).deepCopy();
        ObjectNode metadata = stored.withObjectProperty("metadata");
        metadata.put("resourceVersion", Long.toString(version.incrementAndGet()));
        if (!metadata.has("uid")) {
            metadata.put("uid", "uid-" + version.get());
        }
        boolean replaced = objects.put(path, stored) != null;
        watches.forEach((context, watch) -> {
            if (watch.covers(path)) {
                send(context, replaced ? "MODIFIED" : "ADDED", stored);
            }
        });
    }

    private void routes(JavalinConfig configuration) {
        configuration.startup.showJavalinBanner = false;
        configuration.routes.get("/*", this::read);
        configuration.routes.post("/*", context -> {
            JsonNode object = JSON.readTree(context.body());
            write(context, context.path() + "/" + object.at("/metadata/name").asText(), object);
        });
        configuration.routes.put("/*", context -> write(context, context.path(), JSON.readTree(context.body())));
        configuration.routes.patch("/*", this::patch);
        configuration.routes.ws("/*", socket -> {
            socket.onConnect(this::watch);
            socket.onClose(watches::remove);
            socket.onError(watches::remove);
        });
    }

    private synchronized void watch(WsContext context) {
        context.session.setIdleTimeout(Duration.ofMinutes(10));
        String path = context.session.getUpgradeRequest().getRequestURI().getPath();
        Watch watch = new Watch(path, selected(context.queryParam("fieldSelector")));
        if ("true".equals(context.queryParam("sendInitialEvents"))) {
            sendFirstList(context, watch);
        }
        watches.put(context, watch);
    }

    /**
     * Each object that is there as an event of its own, then the bookmark that says that these were all.
     *
     * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#streaming-lists">Streaming lists</a>
     */
    private void sendFirstList(WsContext context, Watch watch) {
        objects.forEach((path, object) -> {
            if (watch.covers(path)) {
                send(context, "ADDED", object);
            }
        });
        String plural = watch.collection().substring(watch.collection().lastIndexOf('/') + 1);
        ObjectNode end =
                JSON.createObjectNode().put("kind", KINDS.get(plural)).put("apiVersion", versionOf(watch.collection()));
        ObjectNode metadata = end.putObject("metadata").put("resourceVersion", Long.toString(version.get()));
        metadata.putObject("annotations").put("k8s.io/initial-events-end", "true");
        send(context, "BOOKMARK", end);
    }

    private static void send(WsContext context, String type, ObjectNode object) {
        ObjectNode event = JSON.createObjectNode().put("type", type);
        event.set("object", object);
        context.send(event.toString());
    }

    private void read(Context context) {
        if (context.path().equals("/version")) {
            ObjectNode newest = JSON.createObjectNode().put("major", "1").put("minor", MINOR);
            answer(context, newest.put("gitVersion", "v1." + MINOR + ".0"));
            return;
        }
        String last = context.path().substring(context.path().lastIndexOf('/') + 1);
        String version = context.path().replaceFirst("^" + GROUPS + "/?", "");
        if (context.path().equals(GROUPS)) {
            answer(context, groups());
        } else if (SERVED.containsKey(version)) {
            answer(context, resources(SERVED.get(version)));
        } else if (KINDS.containsKey(last)) {
            lists.incrementAndGet();
            answer(context, list(context.path(), KINDS.get(last), selected(context.queryParam("fieldSelector"))));
        } else if (objects.containsKey(context.path())) {
            answer(context, objects.get(context.path()));
        } else {
            context.status(HttpStatus.NOT_FOUND);
            answer(
                    context,
                    JSON.createObjectNode()
                            .put("kind", "Status")
                            .put("apiVersion", "v1")
                            .put("code", 404));
        }
    }

    private static ObjectNode groups() {
        ObjectNode list = JSON.createObjectNode().put("kind", "APIGroupList").put("apiVersion", "v1");
        ArrayNode groups = list.putArray("groups");
        SERVED.keySet().stream()
                .sorted()
                .forEach(version ->
                        groups.addObject().putArray("versions").addObject().put("groupVersion", version));
        return list;
    }

    private static ObjectNode resources(List<String> plurals) {
        ObjectNode list = JSON.createObjectNode().put("kind", "APIResourceList").put("apiVersion", "v1");
        ArrayNode resources = list.putArray("resources");
        plurals.forEach(plural -> resources.addObject().put("name", plural).put("kind", KINDS.get(plural)));
        return list;
    }

    private ObjectNode at(String path) {
        return Objects.requireNonNull(objects.get(path), path);
    }

    private ObjectNode list(String collection, String kind, Optional<String> name) {
        ObjectNode list = JSON.createObjectNode().put("kind", kind + "List").put("apiVersion", versionOf(collection));
        list.putObject("metadata").put("resourceVersion", Long.toString(version.get()));
        ArrayNode items = list.putArray("items");
        objects.forEach((path, object) -> {
            if (Watch.covers(collection, name, path)) {
                items.add(object);
            }
        });
        return list;
    }

    private static String versionOf(String path) {
        String[] parts = path.split("/", -1);
        return parts[1].equals("api") ? parts[2] : parts[2] + "/" + parts[3];
    }

    private void patch(Context context) throws IOException {
        ObjectNode object = at(context.path()).deepCopy();
        merge(object, YAML.readTree(context.body()));
        write(context, context.path(), object);
    }

    /** As in a JSON merge patch, but that elements of lists are merged by their place. */
    private static void merge(JsonNode target, JsonNode changes) {
        if (target instanceof ObjectNode fields) {
            changes.properties().forEach(change -> {
                JsonNode before = fields.get(change.getKey());
                if (before != null && before.isContainerNode()) {
                    merge(before, change.getValue());
                } else {
                    fields.set(change.getKey(), change.getValue());
                }
            });
        } else {
            for (int i = 0; i < Math.min(target.size(), changes.size()); i++) {
                merge(target.get(i), changes.get(i));
            }
        }
    }

    private void write(Context context, String path, JsonNode object) {
        put(path, object);
        answer(context, at(path));
    }

    private static Optional<String> selected(@Nullable String fieldSelector) {
        return Optional.ofNullable(fieldSelector)
                .filter(selector -> selector.startsWith("metadata.name="))
                .map(selector -> selector.substring("metadata.name=".length()));
    }

    private static void answer(Context context, JsonNode json) {
        context.contentType("application/json").result(json.toString());
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
