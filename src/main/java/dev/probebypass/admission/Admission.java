package dev.probebypass.admission;

import dev.probebypass.bypass.Options;
import dev.probebypass.bypass.Plan;
import dev.probebypass.bypass.Planner;
import dev.probebypass.bypass.PodReason;
import dev.probebypass.bypass.PortDecision;
import dev.probebypass.cluster.Cluster;
import dev.probebypass.cluster.Snapshot;
import dev.probebypass.pod.Pod;
import dev.probebypass.telemetry.Failure;
import dev.probebypass.telemetry.LogKeys;
import dev.probebypass.telemetry.Outcome;
import dev.probebypass.telemetry.Rejection;
import dev.probebypass.telemetry.Telemetry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;

/** Answers AdmissionReviews: reads one, has the planner decide, and writes what it decided. */
public final class Admission implements Reviewer {

    /** What an answer needs for its way once nothing is waited for any more. */
    private static final Duration TO_ANSWER = Duration.ofMillis(100);

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
    }

    @Override
    public Answer review(byte[] body, int length, Deadline deadline) {
        try {
            Review review = ReviewReader.read(body, length);
            if (review.isOversized()) {
                telemetry.failed(
                        Failure.OVERSIZED,
                        "a pod in %s is passed over, for it has more than %d values"
                                .formatted(review.namespace(), ReviewReader.MOST_TOKENS_OF_A_POD));
            }
            return new Answer(
                    200,
                    review.pod()
                            .map(pod -> decide(review, pod, deadline))
                            .orElseGet(() -> ReviewWriter.allow(review.uid())));
        } catch (MalformedReview malformed) {
            telemetry.rejected(Rejection.MALFORMED);
            return new Answer(400, malformed.sentence().getBytes(StandardCharsets.UTF_8));
        }
    }

    private byte[] decide(Review review, Pod pod, Deadline deadline) {
        String namespace = review.namespace().isEmpty() ? pod.namespace() : review.namespace();
        Snapshot snapshot = cluster.snapshot(namespace, deadline.left().minus(TO_ANSWER));
        Plan plan = planner.plan(pod, snapshot);
        PodPatch patch = PodPatch.of(pod.annotations(), plan.patch());
        count(plan, patch);
        log(review, pod, plan);
        return ReviewWriter.allow(review.uid(), plan, patch);
    }

    private void count(Plan plan, PodPatch patch) {
        telemetry.reviewed(
                outcome(plan, patch), plan.reason().map(PodReason::name).orElse(""));
        for (PortDecision port : plan.ports()) {
            telemetry.decided(port.verdict().word(), port.reason().name());
        }
        if (patch.refusal().isPresent()) {
            telemetry.failed(Failure.ANNOTATIONS, patch.refusal().get().warning());
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

    private void log(Review review, Pod pod, Plan plan) {
        if (log.isDebugEnabled()) {
            log.atDebug()
                    .addKeyValue(LogKeys.UID, review.uid())
                    .addKeyValue(LogKeys.NAMESPACE, review.namespace())
                    .addKeyValue(LogKeys.POD, pod.name())
                    .log(plan.summary());
        }
        for (String warning : plan.warnings()) {
            log.atInfo()
                    .addKeyValue(LogKeys.NAMESPACE, review.namespace())
                    .addKeyValue(LogKeys.POD, pod.name())
                    .log(warning);
        }
    }
}
