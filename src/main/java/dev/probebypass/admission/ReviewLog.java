package dev.probebypass.admission;

import dev.probebypass.bypass.Advice;
import dev.probebypass.telemetry.Failure;
import dev.probebypass.telemetry.FailureLog;
import dev.probebypass.telemetry.LogKeys;
import dev.probebypass.telemetry.Outcome;
import dev.probebypass.telemetry.ReviewMetrics;
import dev.probebypass.telemetry.Subject;
import dev.probebypass.telemetry.Telemetry;
import dev.probebypass.text.OutsideText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One line for a review: at level error if the pod can't be patched, at info if there are warnings, else at debug. Of most
 * reviews there is nothing to say, so nothing is made for it. Of those at error and at info only so many are written.
 */
final class ReviewLog {

    private static final String MESSAGE = "reviewed a pod";

    /** Leaves room for warnings. */
    private static final int LONGEST_DECISION = 1_024;

    private final FailureLog failures;
    private final ReviewMetrics metrics;
    private final LineRate rate;
    private final Logger log;

    ReviewLog(Telemetry telemetry, Ticker ticker) {
        this.failures = telemetry.failures();
        this.metrics = telemetry.reviews();
        this.rate = new LineRate(ticker);
        this.log = telemetry.logger(Admission.class);
    }

    /**
     * Writes the line.
     *
     * @param before the warnings that the call before the sidecar came has given, and logged
     */
    void write(Review review, Decision decision, Outcome outcome, List<String> before) {
        if (decision.patch().refusal().isPresent()) {
            failed(Failure.ANNOTATIONS, () -> {
                LoggingEventBuilder line = failures.begin(Failure.ANNOTATIONS, log.atError());
                write(line, review, decision, outcome, decision.warnings());
            });
            return;
        }
        List<String> news = log.isInfoEnabled() ? news(decision, before) : List.of();
        if (!news.isEmpty()) {
            warnings(review, decision, outcome, news);
        } else if (log.isDebugEnabled()) {
            write(log.atDebug(), review, decision, outcome, List.of());
        }
    }

    /** A pod that is passed over, for it is too large to be decided. */
    void oversized(Review review) {
        failed(
                Failure.OVERSIZED,
                () -> failures.failed(
                        Failure.OVERSIZED,
                        "the pod is passed over, for it has more than %d values"
                                .formatted(ReviewReader.MOST_TOKENS_OF_A_POD),
                        subject(review)));
    }

    /** A pod that is passed over because of a bug of ours. */
    void unexpected(Review review, Throwable bug) {
        failed(
                Failure.UNEXPECTED,
                () -> failures.failed(
                        Failure.UNEXPECTED, "the review failed, and the pod is passed over", subject(review), bug));
    }

    private void failed(Failure kind, Runnable line) {
        if (admits(Set.of(kind))) {
            line.run();
        } else {
            failures.count(kind);
        }
    }

    private static Subject subject(Review review) {
        return new Subject(review.namespace(), review.podName());
    }

    private static List<String> news(Decision decision, List<String> before) {
        return before.isEmpty()
                ? decision.warnings()
                : decision.warnings().stream()
                        .filter(warning -> !before.contains(warning))
                        .toList();
    }

    private void warnings(Review review, Decision decision, Outcome outcome, List<String> news) {
        Set<Advice.Code> causes =
                decision.plan().advice().stream().map(Advice::code).collect(Collectors.toSet());
        if (admits(causes)) {
            write(log.atInfo(), review, decision, outcome, news);
        }
    }

    private boolean admits(Set<? extends Enum<?>> causes) {
        boolean admitted = rate.admits(causes);
        if (!admitted) {
            metrics.lineHeldBack();
        }
        tellOfThoseHeldBack();
        return admitted;
    }

    private void tellOfThoseHeldBack() {
        long heldBack = rate.takeUntold();
        if (heldBack > 0) {
            log.atWarn()
                    .addKeyValue(LogKeys.HELD_BACK, heldBack)
                    .log(
                            "too many lines about reviews of one kind: holding some back, and saying how many once a minute");
        }
    }

    private static void write(
            LoggingEventBuilder line, Review review, Decision decision, Outcome outcome, List<String> warnings) {
        LoggingEventBuilder keys = subject(review)
                .addTo(line)
                .addKeyValue(LogKeys.UID, review.uid())
                .addKeyValue(LogKeys.OUTCOME, outcome.label())
                .addKeyValue(LogKeys.DECISION, OutsideText.cut(decision.summary(), LONGEST_DECISION));
        if (!warnings.isEmpty()) {
            keys = keys.addKeyValue(LogKeys.WARNINGS, warnings);
        }
        keys.log(MESSAGE);
    }
}
