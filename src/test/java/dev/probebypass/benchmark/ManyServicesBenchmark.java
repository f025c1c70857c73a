package dev.probebypass.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.admission.Admission;
import dev.probebypass.admission.Answer;
import dev.probebypass.admission.Deadline;
import dev.probebypass.admission.Ticker;
import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Planner;
import dev.probebypass.mesh.istio.TestMeshes;
import dev.probebypass.telemetry.Telemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One review in a namespace with so many Services, all on one target port. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ManyServicesBenchmark {

    private static final Deadline SOON = Deadline.in(Duration.ofSeconds(3), Ticker.SYSTEM);

    @Param({"20", "5000"})
    public int services = 20;

    /** What they are to the pod: {@code others} select others, {@code selecting} select it, {@code near} ones nearly do. */
    @Param({"others", "selecting", "near"})
    public String selectors = "others";

    /** What they target: a port that is probed, or one that is not. */
    @Param({"9080", "8080"})
    public int target = 9080;

    private byte[] review = {};
    private Admission admission = admission();

    @Setup
    public void setUp() {
        review = SampleReviews.first().getFirst();
        admission = admission();
    }

    private Admission admission() {
        List<JsonNode> objects = new ArrayList<>(ReviewBenchmark.surroundings());
        for (int i = 0; i < services; i++) {
            objects.add(ReviewBenchmark.read("""
                    {"kind": "Service", "metadata": {"name": "service-%d", "namespace": "shop"},
                     "spec": {"selector": %s, "ports": [{"port": 80, "targetPort": %d}]}}""".formatted(i, selector(i), target)));
        }
        return new Admission(
                new Planner(Options.DEFAULT), TestMeshes.cluster(objects), Telemetry.forVersion("benchmark"));
    }

    private String selector(int i) {
        return switch (selectors) {
            case "others" -> "{\"app\": \"other-%d\"}".formatted(i);
            case "selecting" -> "{\"app\": \"checkout\"}";
            default -> "{\"app\": \"checkout\", \"version\": \"%d\"}".formatted(i);
        };
    }

    @Benchmark
    public Answer review() {
        return admission.review(review, review.length, SOON);
    }
}
