package dev.probebypass.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The product with its smallest heap, and reviews with one text of millions of characters, one of them not Latin, wherever a text
 * can be, and with warnings: it lives, answers, and logs at most 4 KiB for each.
 */
final class StrangersIT {

    private static final int LINE = 4_096;
    private static final int TIMES = 8;

    /** At 2 MB each, more than fit into the heap. */
    private static final int KEYS = 60;

    private static final String LONG = "\"\u4e2d" + "n".repeat(6_800_000) + "\"";
    private static final String TWO_MEBIBYTES = "\"" + "n".repeat(2 << 20) + "\"";
    private static final String LIST = "\"" + "x,".repeat(3_300_000) + "\"";
    private static final String LABELS = "\"labels\": {\"sidecar.istio.io/inject\": \"true\"";
    private static final String ONE_WARNING = container("\"app\"", "\"nope\"");
    private static final String MANY_WARNINGS = IntStream.range(0, 20)
            .mapToObj(i -> container("\"app" + i + "\"", "\"nope" + i + "\""))
            .collect(Collectors.joining(", "));

    private static final String USUAL = pod(LABELS + "}", ONE_WARNING);

    private static final Map<String, Supplier<byte[]>> BODIES = new TreeMap<>();

    static {
        BODIES.put("namespace", () -> review("\"1\"", LONG, USUAL));
        BODIES.put("uid", () -> review(LONG, "\"shop\"", USUAL));
        pod("name", "\"name\": " + LONG + ", " + LABELS + "}", ONE_WARNING);
        pod("generateName", "\"generateName\": " + LONG + ", " + LABELS + "}", ONE_WARNING);
        pod("name and 16 warnings", "\"name\": " + TWO_MEBIBYTES + ", " + LABELS + "}", MANY_WARNINGS);
        pod("container name", LABELS + "}", container(LONG, "\"nope\""));
        pod("port name", LABELS + "}", container("\"app\"", LONG));
        pod(
                "port names",
                LABELS + "}",
                IntStream.range(0, 50)
                        .mapToObj(i -> container("\"app\"", "\"\u4e2d" + i + "n".repeat(100_000) + "\""))
                        .collect(Collectors.joining(", ")));
        pod("label key", LABELS + ", " + LONG + ": \"\"}", ONE_WARNING);
        pod("label value", LABELS + ", \"probe-bypass.dev/enabled\": " + LONG + "}", ONE_WARNING);
        pod("revision", LABELS + ", \"istio.io/rev\": " + LONG + "}", ONE_WARNING);
        annotation("mode", "probe-bypass.dev/mode", LONG);
        annotation("list of ours", "probe-bypass.dev/inbound-ports", LIST);
        annotation("list of the mesh", "traffic.sidecar.istio.io/excludeInboundPorts", LONG);
        annotation("templates", "inject.istio.io/templates", LIST);
        annotation("application ports", "probe-bypass.dev/application-ports", LIST.replace('x', '!'));
        pod(
                "names of application ports",
                LABELS + "}, \"annotations\": {\"probe-bypass.dev/application-ports\": \"" + joined("a%d", 30_000)
                        + "\"}",
                "{\"name\": \"app\", \"ports\": [%s], \"readinessProbe\": {\"tcpSocket\": {\"port\": 8081}}}"
                        .formatted(joined("{\"name\": \"b%d\", \"containerPort\": 8081}", 5_000)));
        pod(
                "local ports",
                LABELS + "}",
                ONE_WARNING + ", {\"name\": \"proxy\", \"args\": [\"" + joined("localhost:%d", 65_535) + "\"]}");
    }

    private static String joined(String format, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(format::formatted).collect(Collectors.joining(","));
    }

    private static void annotation(String what, String key, String value) {
        pod(what, LABELS + "}, \"annotations\": {\"" + key + "\": " + value + "}", ONE_WARNING);
    }

    private static void pod(String what, String metadata, String containers) {
        BODIES.put(what, () -> review("\"1\"", "\"shop\"", pod(metadata, containers)));
    }

    private static String pod(String metadata, String containers) {
        return "{\"metadata\": {%s}, \"spec\": {\"containers\": [%s]}}".formatted(metadata, containers);
    }

    private static String container(String name, String port) {
        return "{\"name\": %s, \"readinessProbe\": {\"tcpSocket\": {\"port\": %s}}}".formatted(name, port);
    }

    private static byte[] review(String uid, String namespace, String pod) {
        return """
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": %s, "namespace": %s,
                 "operation": "CREATE", "resource": {"group": "", "version": "v1", "resource": "pods"}, "object": %s}}""".formatted(uid, namespace, pod).getBytes(StandardCharsets.UTF_8);
    }

    @TempDir
    private Path scratch;

    @ParameterizedTest
    @CsvSource({
        "namespace, 400",
        "uid, 400",
        "name, 200",
        "generateName, 200",
        "name and 16 warnings, 200",
        "container name, 200",
        "port name, 200",
        "port names, 200",
        "label key, 200",
        "label value, 200",
        "revision, 200",
        "mode, 200",
        "list of ours, 200",
        "list of the mesh, 200",
        "templates, 200",
        "application ports, 200",
        "names of application ports, 200",
        "local ports, 200"
    })
    void livesAndSaysLittle(String what, int status) throws IOException {
        byte[] body = Optional.ofNullable(BODIES.get(what)).orElseThrow().get();
        try (SmallProduct product = SmallProduct.withoutACluster(scratch)) {
            long before = product.log().getBytes(StandardCharsets.UTF_8).length;

            Map<Integer, Long> statuses = IntStream.range(0, TIMES)
                    .parallel()
                    .mapToObj(_ -> product.send(body))
                    .flatMap(Optional::stream)
                    .collect(Collectors.groupingBy(RawClient.Response::status, Collectors.counting()));

            byte[] log = product.log().getBytes(StandardCharsets.UTF_8);
            System.out.printf(
                    "%d bytes of %s: answers by status %s, %d bytes of log%n",
                    body.length, what, statuses, log.length - before);
            assertThat(product.isAlive()).isTrue();
            assertThat(statuses).containsKey(status);
            assertThat(log.length - before).isLessThanOrEqualTo((long) TIMES * LINE);
            assertThat(product.log().lines())
                    .allSatisfy(line ->
                            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(LINE));
            assertThat(product.send(review("\"1\"", "\"shop\"", USUAL)))
                    .map(RawClient.Response::status)
                    .contains(200);
        }
    }

    /** What was read of one review must not stay for the next: parsers share a table of names. */
    @Test
    void livesOnAKeyOfItsOwnInEachReview() throws IOException {
        try (SmallProduct product = SmallProduct.withoutACluster(scratch)) {
            for (int i = 0; i < KEYS; i++) {
                String key = "\"" + i + "k".repeat(1_000_000) + "\"";
                String pod = pod(LABELS + ", " + key + ": \"\"}", ONE_WARNING);
                assertThat(product.send(review("\"1\"", "\"shop\"", pod)))
                        .as("review %d", i)
                        .map(RawClient.Response::status)
                        .contains(200);
            }
            assertThat(product.isAlive()).isTrue();
        }
    }
}
