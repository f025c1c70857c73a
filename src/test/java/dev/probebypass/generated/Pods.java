package dev.probebypass.generated;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Pods of every kind: usual ones, odd ones, and ones no API server would let through. */
final class Pods {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final List<String> PORT_LISTS = List.of(
            "",
            " ",
            "8080",
            "8080,9090",
            " 8080 , 9090 ",
            "08081",
            "0",
            "8080,8080",
            "8080,",
            "*",
            "http",
            "65536",
            "15020",
            "9001,15020",
            "+80",
            "8081,9001,9002");

    private static final Map<String, List<String>> ANNOTATIONS = Map.ofEntries(
            Map.entry("traffic.sidecar.istio.io/excludeInboundPorts", PORT_LISTS),
            Map.entry("traffic.sidecar.istio.io/includeInboundPorts", List.of("*", "", "8080", "8080,9001", "x")),
            Map.entry("traffic.sidecar.istio.io/excludeOutboundPorts", PORT_LISTS),
            Map.entry("sidecar.istio.io/rewriteAppHTTPProbers", List.of("true", "false", "T", "maybe")),
            Map.entry("sidecar.istio.io/inject", List.of("true", "false", "yes")),
            Map.entry("sidecar.istio.io/interceptionMode", List.of("REDIRECT", "TPROXY", "NONE")),
            Map.entry("status.sidecar.istio.io/port", List.of("15020", "0", "9001", "x")),
            Map.entry("inject.istio.io/templates", List.of("sidecar", "gateway", "sidecar,custom", "grpc-agent")),
            Map.entry("probe-bypass.dev/bypassed-ports", PORT_LISTS),
            Map.entry("probe-bypass.dev/shared-ports", List.of("leave", "rewrite", "bypass", "both")),
            Map.entry("probe-bypass.dev/inbound-ports", PORT_LISTS),
            Map.entry("probe-bypass.dev/outbound-ports", PORT_LISTS),
            Map.entry("probe-bypass.dev/application-ports", PORT_LISTS),
            Map.entry("probe-bypass.dev/mode", List.of("enforce", "audit", "off")),
            Map.entry("probe-bypass.dev/mesh", List.of("istio", "none", "linkerd")),
            Map.entry("example.com/other~key", List.of("ü", "\uD83D\uDE00", "\uD83D", "line\nbreak")));

    private Pods() {}

    /** Pods as an API server would let through, more or less. */
    static Arbitrary<ObjectNode> usual() {
        return Combinators.combine(metadata(), spec(containers(usualContainer())))
                .as((metadata, spec) -> {
                    ObjectNode pod = JSON.objectNode().put("apiVersion", "v1").put("kind", "Pod");
                    pod.set("metadata", metadata);
                    pod.set("spec", spec);
                    return pod;
                });
    }

    /** Pods in which anything may stand anywhere. */
    static Arbitrary<ObjectNode> odd() {
        return Combinators.combine(
                        orAnything(metadata(), 0.2), orAnything(spec(containers(orAnything(oddContainer(), 0.1))), 0.2))
                .as((metadata, spec) -> {
                    ObjectNode pod = JSON.objectNode();
                    pod.set("metadata", metadata);
                    pod.set("spec", spec);
                    return pod;
                });
    }

    private static Arbitrary<JsonNode> orAnything(Arbitrary<? extends JsonNode> usual, double share) {
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(100 - (int) (share * 100), usual.map(JsonNode.class::cast)),
                net.jqwik.api.Tuple.of((int) (share * 100), anything()));
    }

    private static Arbitrary<JsonNode> anything() {
        return Arbitraries.of(
                JSON.nullNode(),
                JSON.booleanNode(true),
                JSON.numberNode(8080),
                JSON.numberNode(-1),
                JSON.numberNode(70000),
                JSON.numberNode(new java.math.BigInteger("99999999999999999999999")),
                JSON.numberNode(8080.5),
                JSON.numberNode(1e300),
                JSON.textNode(""),
                JSON.textNode("8080"),
                JSON.textNode("Always"),
                JSON.arrayNode().add(JSON.objectNode().put("name", "x")),
                JSON.objectNode().put("port", 8080));
    }

    private static Arbitrary<ObjectNode> metadata() {
        Arbitrary<Map<String, String>> labels = entries(Map.of(
                "app", List.of("web", "db"),
                "sidecar.istio.io/inject", List.of("true", "false"),
                "istio.io/rev", List.of("canary"),
                "probe-bypass.dev/enabled", List.of("true", "false", "no")));
        return Combinators.combine(labels, entries(ANNOTATIONS), Arbitraries.of(true, true, true, false))
                .as((label, annotation, hasAnnotations) -> {
                    ObjectNode metadata = JSON.objectNode().put("name", "pod").put("namespace", "shop");
                    metadata.set("labels", texts(label));
                    if (hasAnnotations) {
                        metadata.set("annotations", texts(annotation));
                    }
                    return metadata;
                });
    }

    /** Some of the keys, each with one of its values. */
    private static Arbitrary<Map<String, String>> entries(Map<String, List<String>> choices) {
        return Arbitraries.of(List.copyOf(choices.keySet())).set().ofMaxSize(5).flatMap(keys -> {
            Arbitrary<Map<String, String>> map = Arbitraries.just(Map.of());
            for (String key : keys.stream().sorted().toList()) {
                Arbitrary<String> value = Arbitraries.of(choices.getOrDefault(key, List.of("")));
                map = Combinators.combine(map, value).as((soFar, text) -> {
                    Map<String, String> more = new java.util.TreeMap<>(soFar);
                    more.put(key, text);
                    return more;
                });
            }
            return map;
        });
    }

    private static ObjectNode texts(Map<String, String> texts) {
        ObjectNode node = JSON.objectNode();
        texts.forEach(node::put);
        return node;
    }

    private static Arbitrary<ObjectNode> spec(Arbitrary<ArrayNode> containers) {
        return Combinators.combine(containers, containers, Arbitraries.of(false, false, false, false, true))
                .as((regular, init, hostNetwork) -> {
                    ObjectNode spec = JSON.objectNode();
                    spec.set("containers", regular);
                    spec.set("initContainers", init);
                    if (hostNetwork) {
                        spec.put("hostNetwork", true);
                    }
                    return spec;
                });
    }

    private static Arbitrary<ArrayNode> containers(Arbitrary<? extends JsonNode> container) {
        return container.list().ofMaxSize(3).map(list -> JSON.arrayNode().addAll(List.copyOf(list)));
    }

    private static Arbitrary<ObjectNode> usualContainer() {
        return Combinators.combine(
                        Arbitraries.of("app", "helper", "proxy"),
                        port(Arbitraries.of(8080, 8081, 9001, 9002, 15020)),
                        Arbitraries.of("", "Always"),
                        Arbitraries.of("", "preStop", "postStart"))
                .as(Pods::container);
    }

    private static Arbitrary<ObjectNode> oddContainer() {
        return Combinators.combine(
                        Arbitraries.of("app", "istio-proxy", "istio-init", "istio-validation", ""),
                        port(Arbitraries.of(0, -8080, 65536, 8080, 9001)),
                        Arbitraries.of("", "Always", "Never"),
                        Arbitraries.of("", "preStop"))
                .as(Pods::container);
    }

    private static Arbitrary<JsonNode> port(Arbitrary<Integer> number) {
        return Arbitraries.oneOf(
                number.map(JSON::numberNode),
                Arbitraries.of("http", "health", "8080", "").map(JSON::textNode));
    }

    private static ObjectNode container(String name, JsonNode port, String restartPolicy, String hook) {
        ObjectNode container = JSON.objectNode().put("name", name);
        if (!restartPolicy.isEmpty()) {
            container.put("restartPolicy", restartPolicy);
        }
        container
                .putArray("args")
                .add("istio-iptables")
                .add("-d")
                .add("15090,15021,9001,15020")
                .add("-b")
                .add("*");
        ArrayNode ports = container.putArray("ports");
        ports.addObject().put("name", "http").put("containerPort", 8080);
        ports.addObject().put("name", "health").put("containerPort", 9001).put("protocol", "UDP");
        container.putObject("readinessProbe").putObject("httpGet").set("port", port);
        container.putObject("livenessProbe").putObject("tcpSocket").set("port", port);
        container.putObject("startupProbe").putObject("grpc").set("port", port);
        if (!hook.isEmpty()) {
            container
                    .putObject("lifecycle")
                    .putObject(hook)
                    .putObject("httpGet")
                    .set("port", port);
        }
        return container;
    }
}
