package dev.probebypass.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.testing.Eventually;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What a server of the product needs.
 *
 * @param workingSet bytes that its cgroup counts and the kubelet can't take back
 * @param start from its container's start until the kubelet saw it ready, in whole seconds
 */
record Footprint(String pod, long workingSet, Duration start) {

    /** The kubelet looks at the cgroups every ten seconds or so. */
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long MIB = 1 << 20;

    /** Of each of these, which must be ready. */
    static List<Footprint> of(KubernetesClient client, List<Pod> pods) {
        return pods.stream()
                .map(pod -> new Footprint(pod.getMetadata().getName(), workingSet(client, pod), start(pod)))
                .toList();
    }

    long mebibytes() {
        return Math.ceilDiv(workingSet, MIB);
    }

    private static long workingSet(KubernetesClient client, Pod pod) {
        return Eventually.get(
                "the kubelet is to know the memory of " + pod.getMetadata().getName(),
                LIMIT,
                () -> container(client, pod)
                        .map(container ->
                                container.path("memory").path("workingSetBytes").asLong())
                        .filter(bytes -> bytes > 0));
    }

    private static Optional<JsonNode> container(KubernetesClient client, Pod pod) {
        JsonNode pods = parse(client.raw("/api/v1/nodes/%s/proxy/stats/summary"
                        .formatted(pod.getSpec().getNodeName())))
                .path("pods");
        return StreamSupport.stream(pods.spliterator(), false)
                .filter(each -> each.path("podRef")
                        .path("uid")
                        .asText()
                        .equals(pod.getMetadata().getUid()))
                .flatMap(each -> StreamSupport.stream(each.path("containers").spliterator(), false))
                .findFirst();
    }

    private static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Duration start(Pod pod) {
        Instant started = Instant.parse(pod.getStatus()
                .getContainerStatuses()
                .getFirst()
                .getState()
                .getRunning()
                .getStartedAt());
        Instant ready = pod.getStatus().getConditions().stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .map(condition -> Instant.parse(condition.getLastTransitionTime()))
                .findFirst()
                .orElseThrow();
        return Duration.between(started, ready);
    }
}
