package dev.probebypass.generated;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.probebypass.admission.Admission;
import dev.probebypass.admission.Answer;
import dev.probebypass.admission.Deadline;
import dev.probebypass.admission.Ticker;
import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Planner;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.telemetry.Telemetry;
import io.fabric8.zjsonpatch.JsonPatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every pod there can be, in every cluster and with every setting. */
class EveryPodTest {

    private static final String EXCLUDED = "traffic.sidecar.istio.io/excludeInboundPorts";
    private static final String RECORD = "probe-bypass.dev/bypassed-ports";
    private static final Deadline SOON = Deadline.in(Duration.ofSeconds(3), Ticker.SYSTEM);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Telemetry TELEMETRY = Telemetry.forVersion("test");

    @Provide
    Arbitrary<ObjectNode> usualPods() {
        return Pods.usual();
    }

    @Provide
    Arbitrary<ObjectNode> oddPods() {
        return Pods.odd();
    }

    @Provide
    Arbitrary<Snapshot> snapshots() {
        return Clusters.snapshots();
    }

    @Provide
    Arbitrary<Options> options() {
        return Clusters.options();
    }

    @Property(tries = 2000)
    void isAllowedAndItsPatchChangesNothingButAnnotations(
            @ForAll("oddPods") ObjectNode pod,
            @ForAll("snapshots") Snapshot snapshot,
            @ForAll("options") Options options) {
        JsonNode patched = apply(review(pod, snapshot, options), pod);

        assertThat(withoutAnnotations(patched)).isEqualTo(withoutAnnotations(pod));
    }

    @Property(tries = 2000)
    void keepsEveryPortThatTheUserListed(
            @ForAll("usualPods") ObjectNode pod,
            @ForAll("snapshots") Snapshot snapshot,
            @ForAll("options") Options options) {
        Set<String> users = listed(pod, EXCLUDED);
        users.removeAll(listed(pod, RECORD));

        JsonNode patched = apply(review(pod, snapshot, options), pod);

        assertThat(listed(patched, EXCLUDED)).containsAll(users);
    }

    @Property(tries = 2000)
    void isNotPatchedAgain(
            @ForAll("usualPods") ObjectNode pod,
            @ForAll("snapshots") Snapshot snapshot,
            @ForAll("options") Options options) {
        JsonNode patched = apply(review(pod, snapshot, options), pod);

        JsonNode second = review(patched, snapshot, options);

        assertThat(second.has("patch")).as("patched again: %s", patched).isFalse();
    }

    @Property(tries = 2000)
    void isNotPatchedAgainOnceItHasItsSidecarAndTheAuditAnnotationIsTheSame(
            @ForAll("usualPods") ObjectNode pod,
            @ForAll("snapshots") Snapshot snapshot,
            @ForAll("options") Options options) {
        JsonNode first = review(pod, snapshot, options);
        JsonNode injected = Injector.inject(apply(first, pod), snapshot);

        JsonNode second = review(injected, snapshot, options);

        assertThat(second.has("patch")).as("patched again: %s", injected).isFalse();
        // Where nobody saw Istio's values the first call left the audit annotation to this one.
        if (first.has("auditAnnotations")) {
            assertThat(decision(second)).isEqualTo(decision(first));
        }
    }

    @Property(tries = 1000)
    void getsOnlyShortWarningsWithoutControlCharacters(
            @ForAll("oddPods") ObjectNode pod,
            @ForAll("snapshots") Snapshot snapshot,
            @ForAll("options") Options options) {
        JsonNode warnings = review(pod, snapshot, options).path("warnings");

        assertThat(warnings)
                .allSatisfy(warning -> assertThat(warning.asText())
                        .startsWith("probe-bypass: ")
                        .hasSizeLessThanOrEqualTo(256)
                        .doesNotContainPattern("\\p{Cntrl}"));
    }

    private static String decision(JsonNode response) {
        return response.path("auditAnnotations").path("decision").asText();
    }

    /** The response to a review of the pod, which is always an allowing one. */
    private static JsonNode review(JsonNode pod, Snapshot snapshot, Options options) {
        ObjectNode review =
                JSON.createObjectNode().put("apiVersion", "admission.k8s.io/v1").put("kind", "AdmissionReview");
        ObjectNode request = review.putObject("request")
                .put("uid", "1")
                .put("operation", "CREATE")
                .put("namespace", "shop");
        request.putObject("resource").put("group", "").put("version", "v1").put("resource", "pods");
        request.set("object", pod);
        byte[] body = review.toString().getBytes(StandardCharsets.UTF_8);
        Answer answer =
                new Admission(new Planner(options), namespace -> snapshot, TELEMETRY).review(body, body.length, SOON);
        assertThat(answer.status()).isEqualTo(200);
        JsonNode response = read(answer.body()).path("response");
        assertThat(response.path("allowed").asBoolean()).isTrue();
        return response;
    }

    private static JsonNode apply(JsonNode response, JsonNode pod) {
        if (!response.has("patch")) {
            return pod;
        }
        try {
            ArrayNode patch = (ArrayNode) read(response.path("patch").binaryValue());
            assertThat(patch).isNotEmpty();
            return JsonPatch.apply(patch, pod);
        } catch (IOException notBase64) {
            throw new AssertionError(notBase64);
        }
    }

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException invalid) {
            throw new AssertionError(invalid);
        }
    }

    private static JsonNode withoutAnnotations(JsonNode pod) {
        JsonNode copy = pod.deepCopy();
        if (copy.path("metadata") instanceof ObjectNode metadata) {
            metadata.remove("annotations");
        }
        return copy;
    }

    private static Set<String> listed(JsonNode pod, String annotation) {
        String list = pod.path("metadata").path("annotations").path(annotation).asText();
        return Arrays.stream(list.split(","))
                .map(String::strip)
                .filter(port -> port.matches("[0-9]{1,5}"))
                .map(port -> Integer.toString(Integer.parseInt(port)))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
