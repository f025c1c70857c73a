package dev.probebypass.telemetry;

import io.micrometer.core.instrument.Counter;

/** What was decided in reviews. */
public final class ReviewMetrics {

    private final Counters reviews;
    private final Counters ports;
    private final Counter meshConfigurationMissing;
    private final Counter linesHeldBack;

    ReviewMetrics(Meters meters) {
        this.reviews = meters.counters(Metric.REVIEWS, "outcome", "reason");
        this.ports = meters.counters(Metric.PORTS, "verdict", "reason");
        this.meshConfigurationMissing = meters.counter(Metric.MESH_CONFIGURATION_MISSING);
        this.linesHeldBack = meters.counter(Metric.LOG_LINES_HELD_BACK);
    }

    /** Counts one review; the reason is the pod's, or empty when its ports were decided one by one. */
    public void reviewed(Outcome outcome, String reason) {
        reviews.count(outcome.label(), reason);
    }

    /** Shows reviews with this end before there is one, so that the first is seen to be one more. */
    public void expectReviews(Outcome outcome, String reason) {
        reviews.expect(outcome.label(), reason);
    }

    /** Counts one probe port of a review. */
    public void decided(String verdict, String reason) {
        ports.count(verdict, reason);
    }

    /** Shows ports with this end before there is one. */
    public void expectPorts(String verdict, String reason) {
        ports.expect(verdict, reason);
    }

    /** Counts a review that had to do without the mesh's configuration. */
    public void meshConfigurationMissing() {
        meshConfigurationMissing.increment();
    }

    /** Counts a log line about a review that is not written. */
    public void lineHeldBack() {
        linesHeldBack.increment();
    }
}
