package dev.probebypass.admission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Planner;
import dev.probebypass.cluster.Cluster;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.logging.LogFile;
import dev.probebypass.mesh.istio.TestMeshes;
import dev.probebypass.telemetry.Telemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

    private static final Deadline SOON = Deadline.in(Duration.ofSeconds(3), Ticker.SYSTEM);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Cluster CLUSTER = TestMeshes.cluster(List.of(), Map.of("rewrite-probes", "false"));

    private final Telemetry telemetry = Telemetry.forVersion("test");
    private final Admission admission = new Admission(new Planner(Options.DEFAULT), CLUSTER, telemetry);

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void answersWithThePatchTheWarningsAndTheDecision() throws IOException {
        JsonNode response = review("""
                {"metadata": {"labels": {"sidecar.istio.io/inject": "true"}}, "spec": {"containers": [
                  {"name": "app", "readinessProbe": {"httpGet": {"port": 8087}}, "livenessProbe": {"tcpSocket": {"port": "x"}}}]}}""");

        assertThat(response.path("patchType").asText()).isEqualTo("JSONPatch");
        assertThat(new String(Base64.getDecoder().decode(response.path("patch").asText()), StandardCharsets.UTF_8))
                .contains("traffic.sidecar.istio.io/excludeInboundPorts\":\"8087\"");
        assertThat(response.path("warnings")).hasSize(1);
        assertThat(response.path("auditAnnotations").path("decision").asText())
                .isEqualTo("mode=enforce mesh=istio 8087=bypass:NO_SERVICE \"x\"=leave:UNRESOLVED_PORT_NAME");
    }

    @Test
    void leavesTheAuditAnnotationToTheCallThatDecides() throws IOException {
        Cluster unseen = TestMeshes.cluster(List.of());
        byte[] body = body("""
                {"metadata": {"labels": {"istio.io/rev": "canary"}}, "spec": {"containers": [
                  {"name": "app", "readinessProbe": {"httpGet": {"port": 8087}}}]}}""");

        Answer answer = new Admission(new Planner(Options.DEFAULT), unseen, telemetry).review(body, body.length, SOON);

        JsonNode response = JSON.readTree(answer.body()).path("response");
        assertThat(response.has("patch")).isFalse();
        assertThat(response.has("auditAnnotations")).isFalse();
        assertThat(response.at("/warnings/0").asText()).contains("revision canary can't be seen");
        assertThat(telemetry.scrape())
                .contains("probe_bypass_mesh_configuration_missing_total 1.0\n")
                .contains("probe_bypass_ports_total{reason=\"MESH_UNSEEN\",verdict=\"leave\"} 1.0\n");
    }

    /** Its uid follows the pod here, as JSON allows. */
    @Test
    void passesOverAPodThatWouldFillTheHeap() throws IOException {
        String pod = "{\"metadata\": {\"generateName\": \"huge-\"}, \"spec\": {\"containers\": ["
                + "{},".repeat(ReviewReader.MOST_TOKENS_OF_A_POD / 2) + "{}]}}";
        byte[] body = """
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"operation": "CREATE",
                 "resource": {"group": "", "version": "v1", "resource": "pods"}, "object": %s, "uid": "7", "namespace": "shop"}}""".formatted(pod).getBytes(StandardCharsets.UTF_8);

        LogFile log = LogFile.fromHere();
        Answer answer = admission.review(body, body.length, SOON);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(log.text()).hasLineCount(1).contains("namespace=shop pod=huge- ", "kind=oversized");
        assertThat(JSON.readTree(answer.body()).path("response")).isEqualTo(JSON.readTree("""
                {"uid": "7", "allowed": true}"""));
        assertThat(telemetry.scrape()).contains("probe_bypass_errors_total{kind=\"oversized\"} 1.0\n");
    }

    @Test
    void countsEveryEndOfAReviewFromTheStart() {
        assertThat(telemetry.scrape())
                .contains(
                        "probe_bypass_reviews_total{outcome=\"patched\",reason=\"\"} 0.0\n",
                        "probe_bypass_reviews_total{outcome=\"audited\",reason=\"\"} 0.0\n",
                        "probe_bypass_reviews_total{outcome=\"unchanged\",reason=\"OPTED_OUT\"} 0.0\n",
                        "probe_bypass_ports_total{reason=\"PROBE_PORT\",verdict=\"bypass\"} 0.0\n",
                        "probe_bypass_ports_total{reason=\"APPLICATION_PORT\",verdict=\"leave\"} 0.0\n",
                        "probe_bypass_ports_total{reason=\"APPLICATION_PORT\",verdict=\"bypass\"} 0.0\n");
    }

    @Test
    void saysWhosePodCanNotBePatched() throws IOException {
        LogFile log = LogFile.fromHere();

        review("""
                {"metadata": {"name": "web-1\\nforged", "labels": {"sidecar.istio.io/inject": "true"}, "annotations": "x"},
                 "spec": {"containers": [{"name": "app", "readinessProbe": {"httpGet": {"port": 8087}}}]}}""");

        assertThat(log.text())
                .contains(
                        "namespace=shop pod=\"web-1\\nforged\"", "kind=annotations", "metadata can't take annotations");
    }

    @Test
    void saysWhosePodABugOfOursPassesOver() {
        LogFile log = LogFile.fromHere();
        Cluster broken = namespace -> {
            throw new IllegalStateException("boom");
        };
        Admission failing = new Admission(new Planner(Options.DEFAULT), broken, telemetry);
        byte[] body = """
                {"apiVersion": "admission.k8s.io/v1", "kind": "AdmissionReview", "request": {"uid": "7", "namespace": "shop",
                 "operation": "CREATE", "resource": {"group": "", "version": "v1", "resource": "pods"},
                 "object": {"metadata": {"name": "web-1"}}}}""".getBytes(StandardCharsets.UTF_8);

        Answer answer = failing.review(body, body.length, SOON);

        assertThat(answer.status()).isEqualTo(500);
        assertThat(log.text()).hasLineCount(1).contains("namespace=shop pod=web-1 kind=unexpected", "boom");
        assertThat(telemetry.scrape()).contains("probe_bypass_errors_total{kind=\"unexpected\"} 1.0\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{\"metadata\": \"x\"}",
                "{\"metadata\": {\"annotations\": {\"probe-bypass.dev/mode\": \"\\ud834\"}}}",
                "{\"metadata\": {\"annotations\": {\"probe-bypass.dev/mode\": \"\\udd1e\\ud834\\u0000\\u0085\"}}}",
                "{\"metadata\": {\"annotations\": {\"probe-bypass.dev/inbound-ports\": \"%s%n,%\"}}}",
                "{\"metadata\": {\"labels\": {\"probe-bypass.dev/enabled\": \"\\ud834\", \"sidecar.istio.io/inject\": \"true\"}},"
                        + " \"spec\": {\"containers\": [{\"name\": \"\\udd1e\", \"readinessProbe\": {\"httpGet\": {\"port\": \"\\ud834\"}}}]}}"
            })
    void allowsAnyPod(String pod) throws IOException {
        JsonNode response = review(pod);

        assertThat(response.path("allowed").asBoolean()).isTrue();
        assertThat(response.path("warnings"))
                .allSatisfy(warning -> assertThat(warning.asText().chars()).noneMatch(Character::isISOControl));
    }

    @Test
    void answersWithTheUidItWasGiven() throws IOException {
        byte[] body =
                "{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"AdmissionReview\", \"request\": {\"uid\": \"~ \\\\\\\"\"}}"
                        .getBytes(StandardCharsets.UTF_8);

        Answer answer = admission.review(body, body.length, SOON);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).path("response").path("uid").asText())
                .isEqualTo("~ \\\"");
    }

    @Test
    void waitsForTheClusterOnlyWhileSomebodyWaitsForTheAnswer() {
        AtomicReference<Duration> patience = new AtomicReference<>(Duration.ZERO);
        Cluster slow = new Cluster() {
            @Override
            public Snapshot snapshot(String namespace) {
                return CLUSTER.snapshot(namespace);
            }

            @Override
            public Snapshot snapshot(String namespace, Duration given) {
                patience.set(given);
                return snapshot(namespace);
            }
        };
        byte[] body = body("{}");

        Answer answer = new Admission(new Planner(Options.DEFAULT), slow, telemetry)
                .review(body, body.length, Deadline.in(Duration.ofSeconds(1), Ticker.SYSTEM));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(patience.get()).isBetween(Duration.ofMillis(1), Duration.ofMillis(900));
    }

    /** A review without a namespace comes from nobody who knows: what the pod says there may be the way to another resource. */
    @ParameterizedTest
    @CsvSource({"shop, shop", "../secrets, default", "x?watch=true, default", "a/b, default"})
    void asksOnlyForWhatCanBeANamespace(String written, String asked) {
        AtomicReference<String> namespace = new AtomicReference<>("none");
        Cluster asking = name -> {
            namespace.set(name);
            return CLUSTER.snapshot(name);
        };
        byte[] body =
                ("{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"AdmissionReview\", \"request\": {\"uid\": \"1\","
                                + " \"operation\": \"CREATE\", \"resource\": {\"group\": \"\", \"resource\": \"pods\"},"
                                + " \"object\": {\"metadata\": {\"namespace\": \"" + written + "\"}}}}")
                        .getBytes(StandardCharsets.UTF_8);

        Answer answer = new Admission(new Planner(Options.DEFAULT), asking, telemetry).review(body, body.length, SOON);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(namespace.get()).isEqualTo(asked);
    }

    @Test
    void answersWhatIsNoReviewWith400() {
        Answer answer = admission.review("{}".getBytes(StandardCharsets.UTF_8), 2, SOON);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("not an AdmissionReview");
    }

    private JsonNode review(String pod) throws IOException {
        byte[] body = body(pod);
        Answer answer = admission.review(body, body.length, SOON);
        assertThat(answer.status()).isEqualTo(200);
        return JSON.readTree(answer.body()).path("response");
    }

    private static byte[] body(String pod) {
        return ("{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"AdmissionReview\", \"request\": {\"uid\": \"1\","
                        + " \"namespace\": \"shop\", \"operation\": \"CREATE\","
                        + " \"resource\": {\"group\": \"\", \"resource\": \"pods\"}, \"object\": " + pod + "}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
