package dev.probebypass.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.cluster.ClusterStore;
import dev.probebypass.mesh.istio.TestMeshes;
import dev.probebypass.meshes.Meshes;
import dev.probebypass.pod.Pod;
import dev.probebypass.pod.PodReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which PeerAuthentication, with which probe of an application port that is left or bypassed, is a warning. */
class MutualTlsWarningsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NONE = "";

    /** The mode in force, the handler, what a warning says of the probe where the port is left, and whether one tells the price. */
    private static final List<String> TABLE = List.of(
            "STRICT     | httpGet   | fails      | PB013",
            "STRICT     | tcpSocket | can't fail | PB013",
            "STRICT     | grpc      | fails      | PB013",
            "PERMISSIVE | httpGet   |                      | PB013",
            "PERMISSIVE | tcpSocket | can't fail | PB013",
            "PERMISSIVE | grpc      |                      | PB013",
            "DISABLE    | httpGet   |                      |",
            "DISABLE    | tcpSocket | can't fail |",
            "DISABLE    | grpc      |                      |");

    /** Where a PeerAuthentication says the mode. */
    enum Level {
        MESH,
        NAMESPACE,
        WORKLOAD,
        PORT
    }

    static Stream<Arguments> rows() {
        return Arrays.stream(Level.values())
                .flatMap(level -> TABLE.stream().map(row -> {
                    List<String> cells = Arrays.stream(row.split("\\|", -1))
                            .map(String::strip)
                            .toList();
                    return Arguments.of(level, cells.get(0), cells.get(1), cells.get(2), cells.get(3));
                }));
    }

    @ParameterizedTest(name = "{1} of the {0}: {2}")
    @MethodSource("rows")
    void aPortThatIsLeftIsAWarningWhereItsProbeDoesNotWork(
            Level level, String mode, String handler, String left, String bypassed) {
        Plan plan = plan(policies(level, mode), handler, Options.SharedPorts.LEAVE);

        assertThat(plan.summary()).contains("8081=leave:APPLICATION_PORT");
        if (left.isEmpty()) {
            assertThat(plan.warnings()).isEmpty();
        } else {
            assertThat(plan.warnings())
                    .singleElement()
                    .asString()
                    .contains("is left and " + left + ": ")
                    .endsWith("(PB012)");
        }
    }

    @ParameterizedTest(name = "{1} of the {0}: {2}")
    @MethodSource("rows")
    void aPortThatIsBypassedIsAWarningWhereItsCallersUseMutualTls(
            Level level, String mode, String handler, String left, String bypassed) {
        Plan plan = plan(policies(level, mode), handler, Options.SharedPorts.BYPASS);

        if (level == Level.PORT && mode.equals("STRICT")) { // it guards the port
            assertThat(plan.summary()).contains("8081=leave:GUARDED_BY_POLICY");
            assertThat(plan.warnings()).singleElement().asString().endsWith("(PB040)");
        } else {
            assertThat(plan.summary()).contains("8081=bypass:APPLICATION_PORT");
            assertThat(plan.warnings()).hasSize(bypassed.isEmpty() ? 0 : 1).allMatch(text -> text.contains(bypassed));
        }
    }

    @ParameterizedTest
    @CsvSource({"httpGet, fails under strict mTLS", "tcpSocket, can't fail", "grpc, fails under strict mTLS"})
    void whereNobodyKnowsTheModeTheWarningSaysUnderWhich(String handler, String left) {
        assertThat(plan(List.of(), handler, Options.SharedPorts.LEAVE).warnings())
                .singleElement()
                .asString()
                .contains("is left and " + left + ": ");
        assertThat(plan(List.of(), handler, Options.SharedPorts.BYPASS).warnings())
                .singleElement()
                .asString()
                .endsWith("(PB013)");
    }

    @ParameterizedTest
    @CsvSource({"pod, 0", "namespace, 0", "installation, 1"})
    void whoNamesAnApplicationPortHimselfHasDecided(String level, int warnings) {
        Options options = level.equals("installation")
                ? Options.DEFAULT.withApplicationPorts(PortSet.parse("8081").ports())
                : Options.DEFAULT;
        String annotations = "{\"probe-bypass.dev/application-ports\": \"8081\"}";
        ClusterStore cluster = cluster(level.equals("namespace") ? annotations : "{}", List.of());

        Plan plan = new Planner(options)
                .plan(pod(level.equals("pod") ? annotations : "{}", "httpGet"), cluster.snapshot("shop"));

        assertThat(plan.summary()).contains("8081=leave:APPLICATION_PORT");
        assertThat(plan.warnings()).hasSize(warnings);
    }

    /** That one says the mode, and all that are wider another. */
    private static List<String> policies(Level level, String mode) {
        String other = mode.equals("STRICT") ? "DISABLE" : "STRICT";
        List<String> policies = new ArrayList<>();
        policies.add(
                policy("mesh", "istio-system", "\"mtls\": {\"mode\": \"%s\"}", level == Level.MESH ? mode : other));
        if (level != Level.MESH) {
            policies.add(policy(
                    "namespace", "shop", "\"mtls\": {\"mode\": \"%s\"}", level == Level.NAMESPACE ? mode : other));
        }
        if (level == Level.WORKLOAD || level == Level.PORT) {
            String selector = "\"selector\": {\"matchLabels\": {\"app\": \"web\"}}, \"mtls\": {\"mode\": \"%s\"}";
            String port = ", \"portLevelMtls\": {\"8081\": {\"mode\": \"" + mode + "\"}}";
            policies.add(policy(
                    "workload",
                    "shop",
                    selector + (level == Level.PORT ? port : NONE),
                    level == Level.WORKLOAD ? mode : other));
        }
        return policies;
    }

    private static String policy(String name, String namespace, String spec, String mode) {
        return """
                {"apiVersion": "security.istio.io/v1", "kind": "PeerAuthentication",
                 "metadata": {"name": "%s", "namespace": "%s"}, "spec": {%s}}""".formatted(name, namespace, spec.formatted(mode));
    }

    private static Plan plan(List<String> policies, String handler, Options.SharedPorts shared) {
        return new Planner(Options.DEFAULT.withSharedPorts(shared))
                .plan(pod("{}", handler), cluster("{}", policies).snapshot("shop"));
    }

    private static ClusterStore cluster(String annotations, List<String> policies) {
        List<JsonNode> objects = new ArrayList<>();
        objects.add(read("""
                {"kind": "Namespace",
                 "metadata": {"name": "shop", "labels": {"istio-injection": "enabled"}, "annotations": %s}}""".formatted(annotations)));
        objects.add(read("""
                {"kind": "ConfigMap", "metadata": {"name": "istio-sidecar-injector", "namespace": "istio-system"},
                 "data": {"values": "{}"}}"""));
        objects.add(read("""
                {"kind": "Service", "metadata": {"name": "web", "namespace": "shop"},
                 "spec": {"selector": {"app": "web"}, "ports": [{"port": 80, "targetPort": 8081}]}}"""));
        policies.forEach(policy -> objects.add(read(policy)));
        return TestMeshes.cluster(objects);
    }

    private static Pod pod(String annotations, String handler) {
        String pod = """
                {"metadata": {"labels": {"app": "web"}, "annotations": %s},
                 "spec": {"containers": [{"name": "web", "readinessProbe": {"%s": {"port": 8081}}}]}}""".formatted(annotations, handler);
        try (JsonParser json = JSON.getFactory().createParser(pod)) {
            json.nextToken();
            return PodReader.read(json, Meshes::reads);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
