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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Objects by their paths, which can be read, listed, watched, created, replaced and patched: what an API server does for one
 * well-behaved client, without any of its checks.
 */
final class StubApiServer implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Plural names of the resources, as they end a collection's path, and their kinds. */
    private static final Map<String, String> KINDS = Map.of(
            "services", "Service",
            "namespaces", "Namespace",
            "configmaps", "ConfigMap",
            "secrets", "Secret",
            "events", "Event",
            "leases", "Lease",
            "deployments", "Deployment",
            "endpointslices", "EndpointSlice",
            "mutatingwebhookconfigurations", "MutatingWebhookConfiguration");

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

    /** Adds or replaces an object, and tells those who watch. */
    void put(String path, JsonNode object) {
        ObjectNode stored = ((ObjectNode) object).deepCopy();
        ObjectNode metadata = stored.withObjectProperty("metadata");
        metadata.put("resourceVersion", Long.toString(version.incrementAndGet()));
        if (!metadata.has("uid")) {
            metadata.put("uid", "uid-" + version.get());
        }
        boolean replaced = objects.put(path, stored) != null;
        ObjectNode event = JSON.createObjectNode().put("type", replaced ? "MODIFIED" : "ADDED");
        event.set("object", stored);
        watches.forEach((context, watch) -> {
            if (watch.covers(path)) {
                context.send(event.toString());
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
            socket.onConnect(context -> {
                context.session.setIdleTimeout(Duration.ofMinutes(10));
                watches.put(
                        context,
                        new Watch(
                                context.session
                                        .getUpgradeRequest()
                                        .getRequestURI()
                                        .getPath(),
                                selected(context.queryParam("fieldSelector"))));
            });
            socket.onClose(watches::remove);
            socket.onError(watches::remove);
        });
    }

    private void read(Context context) {
        String last = context.path().substring(context.path().lastIndexOf('/') + 1);
        if (KINDS.containsKey(last)) {
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
