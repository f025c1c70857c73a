package dev.probebypass.server;

import dev.probebypass.admission.Answer;
import dev.probebypass.admission.Deadline;
import dev.probebypass.admission.Reviewer;
import dev.probebypass.admission.Ticker;
import dev.probebypass.telemetry.Failure;
import dev.probebypass.telemetry.FailureLog;
import dev.probebypass.telemetry.ServerMetrics;
import dev.probebypass.telemetry.Telemetry;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/** Reads one request, has it reviewed, and answers. Here every failure ends: as an answer, a count and one log line. */
final class MutateHandler implements Handler {

    private static final int OK = 200;
    private static final int INTERNAL_ERROR = 500;
    private static final String JSON = "application/json";

    private final Reviewer reviewer;
    private final RequestLimits limits;
    private final AdmissionBudget budget;
    private final Ticker ticker;
    private final ServerMetrics metrics;
    private final FailureLog failures;

    MutateHandler(Reviewer reviewer, RequestLimits limits, Ticker ticker, Telemetry telemetry) {
        this.reviewer = reviewer;
        this.limits = limits;
        this.ticker = ticker;
        this.metrics = telemetry.server();
        this.failures = telemetry.failures();
        this.budget = new AdmissionBudget(limits);
        metrics.showInFlight(budget::reviews, budget::bytes);
    }

    @Override
    public void handle(Context context) {
        try {
            answer(context);
        } catch (Exception | StackOverflowError | LinkageError e) { // the thread's end: what comes here is a bug
            failures.failed(Failure.UNEXPECTED, "a review failed, its pod is passed over", e);
            Reply.text(context, INTERNAL_ERROR, "The review failed for a reason of ours: see the webhook's log.");
        }
    }

    /** Answers a request that gets no review, and counts it. */
    void refuse(Context context, Refusal refusal) {
        metrics.rejected(refusal.rejection());
        if (refusal == Refusal.TOO_LARGE || refusal == Refusal.TOO_SLOW || refusal == Refusal.CUT_OFF) {
            context.header(HttpHeader.CONNECTION.asString(), "close"); // the rest of it is not waited for
        }
        Reply.text(context, refusal.status(), refusal.sentence());
    }

    private void answer(Context context) throws InterruptedException {
        if (!isJson(context.contentType())) {
            refuse(context, Refusal.CONTENT_TYPE);
            return;
        }
        Request request = ServletContextRequest.getServletContextRequest(context.req());
        RequestProgress progress = TimedEndPoint.progressOf(request);
        long firstByte = progress.firstByte();
        Deadline arrival = new Deadline(firstByte + limits.arrival().toNanos(), ticker);
        Deadline deadline = new Deadline(
                firstByte + CallTimeout.of(context.queryParam("timeout")).toNanos(), ticker);
        try (RequestBody body = new RequestBody(limits.maxBodyBytes(), budget)) {
            Optional<Refusal> refusal = body.readFrom(request, arrival);
            if (refusal.isPresent()) {
                refuse(context, refusal.get());
            } else {
                progress.arrived();
                reviewWithinBudget(context, body, deadline, progress);
            }
        }
    }

    private void reviewWithinBudget(Context context, RequestBody body, Deadline deadline, RequestProgress progress)
            throws InterruptedException {
        if (!budget.tryBeginReview()) {
            refuse(context, Refusal.OVERLOAD);
            return;
        }
        long start = ticker.read();
        Optional<Answer> answer;
        try {
            answer = budget.callInTurn(
                    body.length(), deadline, () -> reviewer.review(body.bytes(), body.length(), deadline));
        } finally {
            budget.endReview();
            metrics.reviewTook(ticker.read() - start);
        }
        if (answer.isEmpty()) {
            refuse(context, Refusal.OVERLOAD);
            return;
        }
        if (deadline.hasPassed()) {
            metrics.deadlineExceeded();
        }
        if (answer.get().status() == OK) {
            progress.reviewed();
        }
        reply(context, answer.get());
    }

    private static void reply(Context context, Answer answer) {
        Reply.write(context, answer.status(), answer.status() == OK ? JSON : Reply.PLAIN_TEXT, answer.body());
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int parameters = contentType.indexOf(';');
        String mediaType = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return mediaType.strip().equalsIgnoreCase(JSON);
    }
}
