package dev.probebypass.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** What becomes of requests, and how long they take. */
public final class ServerMetrics {

    /** From what a review takes to what the API server waits for it. */
    private static final Duration[] REVIEW_BUCKETS = LongStream.of(
                    500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 3_000_000)
            .mapToObj(micros -> Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros)))
            .toArray(Duration[]::new);

    private final Meters meters;
    private final Map<Rejection, Counter> rejections;
    private final Counter deadlineExceeded;
    private final Timer reviewDuration;

    ServerMetrics(Meters meters) {
        this.meters = meters;
        this.rejections = meters.counters(Metric.REJECTED_REQUESTS, "reason", Rejection.class, Rejection::label);
        this.deadlineExceeded = meters.counter(Metric.DEADLINE_EXCEEDED);
        this.reviewDuration = Timer.builder(Metric.REVIEW_DURATION.id())
                .description(Metric.REVIEW_DURATION.help())
                .serviceLevelObjectives(REVIEW_BUCKETS)
                .register(meters.registry());
    }

    /** Shows how many reviews are being answered, and how many bytes their requests hold. */
    public void showInFlight(Supplier<Number> reviews, Supplier<Number> bytes) {
        meters.gauge(Metric.REVIEWS_IN_FLIGHT, reviews);
        meters.gauge(Metric.BYTES_IN_FLIGHT, bytes);
    }

    /**
     * Shows how many connections are open.
     *
     * @param port which of our ports: {@code webhook} or {@code management}
     */
    public void showConnections(String port, Supplier<Number> open) {
        meters.gauge(Metric.CONNECTIONS, open, "port", port);
    }

    /** What counts the connections of that port that were closed to make room for others. */
    public Runnable closedConnections(String port) {
        return meters.counter(Metric.CLOSED_CONNECTIONS, "port", port)::increment;
    }

    /** Counts a request that was refused. */
    public void rejected(Rejection reason) {
        Meters.count(rejections, reason);
    }

    /** Records how long a review took. */
    public void reviewTook(long nanos) {
        reviewDuration.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Counts a review whose answer came too late for its caller. */
    public void deadlineExceeded() {
        deadlineExceeded.increment();
    }
}
