package dev.probebypass.apiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Pods that the API server takes and hardly anybody would write: every odd metadata with every odd spec. */
final class OddPods {

    private static final String EXCLUDED = Installation.EXCLUDED;
    private static final String RECORD = Installation.RECORD;

    private OddPods() {}

    /**
     * An odd pod.
     *
     * @param sentence says what is odd
     * @param json its metadata and spec, without a name
     */
    record OddPod(String sentence, String json) {

        ObjectNode named(String name) {
            ObjectNode pod = (ObjectNode) Json.parse(json);
            pod.withObjectProperty("metadata").put("name", name);
            return pod;
        }

        @Override
        public String toString() {
            return sentence;
        }
    }

    private record Part(String words, String json) {}

    static List<OddPod> all() {
        List<OddPod> pods = new ArrayList<>();
        for (Part metadata : metadata()) {
            for (Part spec : specs()) {
                pods.add(new OddPod(
                        metadata.words() + ", " + spec.words(), """
                        {"apiVersion": "v1", "kind": "Pod", "metadata": %s, "spec": %s}
                        """.formatted(metadata.json(), spec.json())));
            }
        }
        return pods;
    }

    private static List<Part> metadata() {
        return List.of(
                new Part("no annotations", "{}"),
                new Part("annotations null and labels null", "{\"annotations\": null, \"labels\": null}"),
                new Part("annotations empty", "{\"annotations\": {}}"),
                new Part("slashes in keys, tildes and quotes in values", """
                        {"annotations": {"a.example/b": "~1~0/~", "c": "\\"\\\\\\n\\t\\u0001", "d": ""},
                         "labels": {"empty": "", "a.example/b_c.D-e": "x"}}"""),
                new Part("signs of many alphabets", """
                        {"annotations": {"greeting": "Grüße 你好 \\ud83d\\ude00 \\u2028"}}"""),
                new Part("200 KiB of annotations", annotations(Map.of("huge", "x".repeat(200 * 1024)))),
                new Part("a thousand annotations", annotations(thousand())),
                new Part("an empty list of ports", annotations(Map.of(EXCLUDED, ""))),
                new Part("a list with blanks and doubles", annotations(Map.of(EXCLUDED, " 7 , 9,9 "))),
                new Part("a record of nothing", annotations(Map.of(RECORD, ""))),
                new Part("a copied record", annotations(Map.of(EXCLUDED, "9,7777", RECORD, "7777"))),
                new Part("a record that is no list", annotations(Map.of(RECORD, "}{\"~1"))),
                new Part(
                        "options that are no options",
                        annotations(Map.of(
                                "probe-bypass.dev/mode",
                                "~",
                                "probe-bypass.dev/inbound-ports",
                                "0,x,70000,8090,8090",
                                "probe-bypass.dev/shared-ports",
                                "\u0000",
                                "probe-bypass.dev/outbound-ports",
                                "5432"))));
    }

    private static Map<String, String> thousand() {
        return IntStream.range(0, 1_000).boxed().collect(Collectors.toMap(i -> "key-" + i, String::valueOf));
    }

    private static String annotations(Map<String, String> values) {
        ObjectNode metadata = (ObjectNode) Json.parse("{}");
        ObjectNode annotations = metadata.putObject("annotations");
        values.forEach(annotations::put);
        return metadata.toString();
    }

    private static List<Part> specs() {
        return List.of(
                new Part("probes at the ends of the range", """
                        {"containers": [{"name": "a", "image": "i",
                          "readinessProbe": {"tcpSocket": {"port": 1}}, "livenessProbe": {"grpc": {"port": 65535}},
                          "startupProbe": {"httpGet": {"port": 15021, "host": "192.0.2.1"}}}]}"""),
                new Part("port names that lead nowhere or to UDP", """
                        {"containers": [{"name": "a", "image": "i",
                          "ports": [{"name": "dns", "containerPort": 53, "protocol": "UDP"},
                                    {"name": "dns-tcp", "containerPort": 53}],
                          "readinessProbe": {"httpGet": {"port": "nowhere", "path": "/"}},
                          "livenessProbe": {"tcpSocket": {"port": "dns"}}}]}"""),
                new Part("two hundred containers", """
                        {"containers": [%s]}""".formatted(twoHundredContainers())),
                new Part("fields the API server does not know", """
                        {"no-such-field": {"annotations": []}, "hostUsers": false, "containers": [
                          {"name": "a", "image": "i", "unknown": [[]],
                           "readinessProbe": {"periodSeconds": 1, "httpGet": {"port": 8081,
                             "httpHeaders": [{"name": "X", "value": ""}]}},
                           "lifecycle": {"preStop": {"httpGet": {"port": 8099}}}}]}"""));
    }

    private static String twoHundredContainers() {
        return IntStream.range(0, 200)
                .mapToObj("""
                        {"name": "c%1$d", "image": "i", "readinessProbe": {"httpGet": {"port": %1$d0}}}"""::formatted)
                .map(container -> container.replace("{\"port\": 00}", "{\"port\": 8081}"))
                .collect(Collectors.joining(","));
    }
}
