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
import dev.probebypass.pod.Pod;
import dev.probebypass.telemetry.Failure;
import dev.probebypass.telemetry.LogKeys;
import dev.probebypass.telemetry.Outcome;
import dev.probebypass.telemetry.Rejection;
import dev.probebypass.telemetry.Subject;
import dev.probebypass.telemetry.Telemetry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

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
    private final Telemetry telemetry;
    private final Logger log;
    private final UnseenRevisions unseen;

    public Admission(Planner planner, Cluster cluster, Telemetry telemetry) {
        this.planner = planner;
        this.cluster = cluster;
        this.telemetry = telemetry;
        this.log = telemetry.logger(Admission.class);
        this.unseen = new UnseenRevisions(telemetry);
        expect();
    }

    /** Every end that a review may have, so that a counter's first step is seen. */
    private void expect() {
        for (Outcome outcome : Outcome.values()) {
            telemetry.expectReviews(outcome, "");
            telemetry.expectReviews(outcome, PodReason.NO_PROBE_PORTS.name());
        }
        for (PodReason reason : PodReason.values()) {
            telemetry.expectReviews(Outcome.UNCHANGED, reason.name());
        }
        for (Reason reason : Reason.values()) {
            reason.verdicts().forEach(verdict -> telemetry.expectPorts(verdict.word(), reason.name()));
        }
    }

    @Override
    public Answer review(byte[] body, int length, Deadline deadline) {
        try {
            Review review = ReviewReader.read(body, length);
            if (review.isOversized()) {
                telemetry.failed(
                        Failure.OVERSIZED,
                        "the pod is passed over, for it has more than %d values"
                                .formatted(ReviewReader.MOST_TOKENS_OF_A_POD),
                        subject(review));
            }
            return review.pod()
                    .map(pod -> answer(review, pod, deadline))
                    .orElseGet(() -> new Answer(OK, ReviewWriter.allow(review.uid())));
        } catch (MalformedReview malformed) {
            telemetry.rejected(Rejection.MALFORMED);
            return new Answer(400, malformed.sentence().getBytes(StandardCharsets.UTF_8));
        }
    }

    private Answer answer(Review review, Pod pod, Deadline deadline) {
        try {
            return new Answer(OK, decide(review, pod, deadline));
        } catch (RuntimeException | StackOverflowError bug) { // further out nobody knows whose pod it is
            telemetry.failed(Failure.UNEXPECTED, "the review failed, and the pod is passed over", subject(review), bug);
            return new Answer(INTERNAL_ERROR, A_BUG.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static Subject subject(Review review) {
        return new Subject(review.namespace(), review.podName());
    }

    private byte[] decide(Review review, Pod pod, Deadline deadline) {
        String namespace = review.namespace().isEmpty() ? pod.namespace() : review.namespace();
        Snapshot snapshot = cluster.snapshot(namespace, deadline.left().minus(TO_ANSWER));
        Plan plan = planner.plan(pod, snapshot);
        PodPatch patch = PodPatch.of(pod.annotations(), plan.patch());
        count(plan, patch);
        log(review, plan, patch);
        return ReviewWriter.allow(review.uid(), plan, patch);
    }

    private void count(Plan plan, PodPatch patch) {
        telemetry.reviewed(
                outcome(plan, patch), plan.reason().map(PodReason::name).orElse(""));
        for (PortDecision port : plan.ports()) {
            telemetry.decided(port.verdict().word(), port.reason().name());
        }
        for (OutboundDecision port : plan.outbound()) {
            telemetry.decided(port.verdict().word(), port.reason().name());
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

    /** Of most reviews there is nothing to say, so nothing is made for it. */
    private void log(Review review, Plan plan, PodPatch patch) {
        if (patch.refusal().isPresent()) {
            telemetry.failed(Failure.ANNOTATIONS, patch.refusal().get().warning(), subject(review));
        }
        if (log.isDebugEnabled()) {
            about(subject(review), log.atDebug())
                    .addKeyValue(LogKeys.UID, review.uid())
                    .log(plan.summary());
        }
        for (String warning : plan.warnings()) {
            about(subject(review), log.atInfo()).log(warning);
        }
    }

    private static LoggingEventBuilder about(Subject subject, LoggingEventBuilder line) {
        return line.addKeyValue(LogKeys.NAMESPACE, subject.namespace()).addKeyValue(LogKeys.POD, subject.pod());
    }
}
