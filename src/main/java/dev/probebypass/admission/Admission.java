package dev.probebypass.admission;

import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.OutboundDecision;
import dev.probebypass.bypass.Plan;
import dev.probebypass.bypass.Planner;
import dev.probebypass.bypass.PodReason;
import dev.probebypass.bypass.PortDecision;
import dev.probebypass.bypass.Reason;
import dev.probebypass.cluster.Cluster;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.names.AnnotationKeys;
import dev.probebypass.pod.Pod;
import dev.probebypass.telemetry.Outcome;
import dev.probebypass.telemetry.Rejection;
import dev.probebypass.telemetry.ReviewMetrics;
import dev.probebypass.telemetry.ServerMetrics;
import dev.probebypass.telemetry.Telemetry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** Answers AdmissionReviews: reads one, has the planner decide, and writes what it decided. */
public final class Admission implements Reviewer {

    /** What an answer needs for its way once nothing is waited for any more. */
    private static final Duration TO_ANSWER = Duration.ofMillis(100);

    private static final int OK = 200;
    private static final int INTERNAL_ERROR = 500;

    /** The answer to a review that a bug of ours ended. */
    private static final String A_BUG = "The review failed for a reason of ours: see the webhook's log.";

    private final Planner planner;
    private final Cluster cluster;
    private final ReviewMetrics metrics;
    private final ServerMetrics server;
    private final ReviewLog log;
    private final UnseenRevisions unseen;

    public Admission(Planner planner, Cluster cluster, Telemetry telemetry) {
        this(planner, cluster, telemetry, Ticker.SYSTEM);
    }

    /**
     * One that reads another clock.
     *
     * @param ticker says how many log lines may be written
     */
    Admission(Planner planner, Cluster cluster, Telemetry telemetry, Ticker ticker) {
        this.planner = planner;
        this.cluster = cluster;
        this.metrics = telemetry.reviews();
        this.server = telemetry.server();
        this.log = new ReviewLog(telemetry, ticker);
        this.unseen = new UnseenRevisions(telemetry);
        expect();
    }

    /** Every end that a review may have, so that a counter's first step is seen. */
    private void expect() {
        for (Outcome outcome : Outcome.values()) {
            metrics.expectReviews(outcome, "");
            metrics.expectReviews(outcome, PodReason.NO_PROBE_PORTS.name());
        }
        for (PodReason reason : PodReason.values()) {
            if (reason != PodReason.EXCLUDED) {
                metrics.expectReviews(Outcome.UNCHANGED, reason.name());
            }
        }
        for (Reason reason : Reason.values()) {
            reason.verdicts().forEach(verdict -> metrics.expectPorts(verdict.word(), reason.name()));
        }
    }

    @Override
    public Answer review(byte[] body, int length, Deadline deadline) {
        try {
            Review review = ReviewReader.read(body, length);
            if (review.isOversized()) {
                log.oversized(review);
            }
            return review.pod()
                    .map(pod -> answer(review, pod, deadline))
                    .orElseGet(() -> new Answer(OK, ReviewWriter.allow(review.uid())));
        } catch (MalformedReviewException malformed) {
            server.rejected(Rejection.MALFORMED);
            return new Answer(400, malformed.sentence().getBytes(StandardCharsets.UTF_8));
        }
    }

    private Answer answer(Review review, Pod pod, Deadline deadline) {
        try {
            return new Answer(OK, decide(review, pod, deadline));
        } catch (RuntimeException | StackOverflowError bug) { // further out nobody knows whose pod it is
            log.unexpected(review, bug);
            return new Answer(INTERNAL_ERROR, A_BUG.getBytes(StandardCharsets.UTF_8));
        }
    }

    private byte[] decide(Review review, Pod pod, Deadline deadline) {
        Snapshot snapshot =
                cluster.snapshot(namespace(review, pod), deadline.left().minus(TO_ANSWER));
        Plan plan = planner.plan(pod, snapshot);
        PodPatch patch = PodPatch.of(pod.annotations(), plan.patch());
        Outcome outcome = outcome(plan, patch);
        count(plan, outcome);
        Decision decision = Decision.of(plan, patch);
        log.write(review, decision, outcome, warningsBeforeInjection(decision, pod, snapshot));
        return ReviewWriter.allow(review.uid(), decision);
    }

    /** Whoever asks without a namespace is no API server, and may have written anything into the pod. */
    private static String namespace(Review review, Pod pod) {
        return review.namespace().isPresent()
                ? review.namespace().orElseThrow()
                : pod.namespace().filter(RequestNames::isNamespace).orElse(Cluster.DEFAULT_NAMESPACE);
    }

    /** What was said before the sidecar came. Which replica said it, nobody knows, but it decided as this one would have. */
    private List<String> warningsBeforeInjection(Decision decision, Pod pod, Snapshot snapshot) {
        if (decision.warnings().isEmpty() || !decision.plan().isAfterInjection()) {
            return List.of();
        }
        Plan before = planner.planBeforeInjection(pod, snapshot);
        return broughtItsSidecar(pod, before) ? List.of() : before.warnings();
    }

    /** Whether nobody asked about it before, as far as it shows: what would have been written then is not in it. */
    private static boolean broughtItsSidecar(Pod pod, Plan before) {
        return pod.annotations().get(AnnotationKeys.BYPASSED_PORTS).isEmpty()
                && !PodPatch.of(pod.annotations(), before.patch()).patch().isEmpty();
    }

    private void count(Plan plan, Outcome outcome) {
        metrics.reviewed(outcome, plan.reason().map(PodReason::name).orElse(""));
        for (int i = 0; i < plan.ports().size(); i++) {
            PortDecision port = plan.ports().get(i);
            metrics.decided(port.verdict().word(), port.reason().name());
        }
        for (int i = 0; i < plan.outbound().size(); i++) {
            OutboundDecision port = plan.outbound().get(i);
            metrics.decided(port.verdict().word(), port.reason().name());
        }
        unseen.look(plan);
    }

    private static Outcome outcome(Plan plan, PodPatch patch) {
        if (!patch.patch().isEmpty()) {
            return Outcome.PATCHED;
        }
        boolean wouldPatch =
                plan.mode() == Options.Mode.AUDIT && !plan.changes().isEmpty();
        return wouldPatch ? Outcome.AUDITED : Outcome.UNCHANGED;
    }
}
