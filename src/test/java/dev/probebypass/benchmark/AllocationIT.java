package dev.probebypass.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The gate on what a review allocates. It repeats from run to run, as a time on a shared machine does not. */
class AllocationIT {

    private static double small;
    private static double first;
    private static double large;

    @BeforeAll
    static void measure() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(ReviewBenchmark.class.getName())
                        .forks(1)
                        // Compiled in the foreground: a busy machine must not measure interpreted code.
                        .jvmArgs("-Xms256m", "-Xmx256m", "-XX:+UseSerialGC", "-Xbatch")
                        .warmupIterations(10)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.seconds(1))
                        .addProfiler(GCProfiler.class)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        small = bytes(results, "small");
        first = bytes(results, "first");
        large = bytes(results, "large");
        System.out.printf(
                "allocated per review: %.0f bytes at 12 to 18 KB; one pod %.0f bytes, the same pod in 1 MB %.0f bytes%n",
                small, first, large);
    }

    @SuppressWarnings("rawtypes") // as JMH declares its results
    private static double bytes(Collection<RunResult> results, String size) {
        return results.stream()
                .filter(result -> size.equals(result.getParams().getParam("size")))
                .flatMap(result -> result.getSecondaryResults().entrySet().stream())
                .filter(secondary -> secondary.getKey().endsWith("gc.alloc.rate.norm"))
                .mapToDouble(secondary -> secondary.getValue().getScore())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aReviewAllocatesAtMostEightKilobytes() {
        assertThat(small).isPositive().isLessThanOrEqualTo(8 * 1024);
    }

    @Test
    void aMegabyteOfSkippedContentAddsAtMostOneKilobyte() {
        assertThat(large).isPositive().isLessThanOrEqualTo(first + 1024);
    }
}
