package dev.probebypass.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.admission.Admission;
import dev.probebypass.admission.Answer;
import dev.probebypass.admission.Deadline;
import dev.probebypass.admission.Ticker;
import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Planner;
import dev.probebypass.cluster.Cluster;
import dev.probebypass.mesh.istio.TestMeshes;
import dev.probebypass.telemetry.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One review from its bytes to the bytes of its answer: read, decide, patch, envelope, count. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ReviewBenchmark {

    private static final Deadline SOON = Deadline.in(Duration.ofSeconds(3), Ticker.SYSTEM);

    /** {@code small} is six reviews of 12 to 18 KB, {@code large} the {@code first} of them blown up to about 1 MB. */
    @Param({"small", "first", "large"})
    public String size = "small";

    private List<byte[]> reviews = List.of();
    private Admission admission = admission();
    private int next;

    @Setup
    public void setUp() {
        reviews = switch (size) {
            case "small" -> SampleReviews.small();
            case "first" -> SampleReviews.first();
            default -> SampleReviews.large();
        };
        admission = admission();
    }

    private static Admission admission() {
        Cluster cluster = TestMeshes.cluster(objects());
        return new Admission(new Planner(Options.DEFAULT), cluster, Telemetry.forVersion("benchmark"));
    }

    /** The Namespace and the mesh. */
    static List<JsonNode> surroundings() {
        return List.of(read("""
                        {"kind": "Namespace", "metadata": {"name": "shop", "labels": {"istio-injection": "enabled"}}}"""), read("""
                        {"kind": "ConfigMap", "metadata": {"name": "istio-sidecar-injector", "namespace": "istio-system"},
                         "data": {"values": "{\\"sidecarInjectorWebhook\\": {\\"rewriteAppHTTPProbe\\": false}}"}}"""));
    }

    private static List<JsonNode> objects() {
        List<String> objects = new ArrayList<>();
        objects.add("""
                {"kind": "Service", "metadata": {"name": "checkout", "namespace": "shop"},
                 "spec": {"selector": {"app": "checkout"}, "ports": [{"port": 80, "targetPort": "http-0"}]}}""");
        for (int i = 0; i < 20; i++) {
            objects.add("""
                    {"kind": "Service", "metadata": {"name": "other-%1$d", "namespace": "shop"},
                     "spec": {"selector": {"app": "other-%1$d"}, "ports": [{"port": 80}]}}""".formatted(i));
        }
        return Stream.concat(surroundings().stream(), objects.stream().map(ReviewBenchmark::read))
                .toList();
    }

    static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Benchmark
    public Answer review() {
        byte[] body = reviews.get(next);
        next = next + 1 == reviews.size() ? 0 : next + 1;
        return admission.review(body, body.length, SOON);
    }
}
