package dev.probebypass.server;

import dev.probebypass.telemetry.Rejection;

/** A request that gets no review: the status and the sentence it is answered with, and how it is counted. */
enum Refusal {
    NOT_FOUND(404, "There is nothing here: the webhook answers POST /mutate.", Rejection.NOT_FOUND),
    METHOD(405, "Only POST is answered here.", Rejection.METHOD),
    CONTENT_TYPE(400, "The Content-Type must be application/json.", Rejection.CONTENT_TYPE),
    TOO_LARGE(413, "The body is larger than this webhook reads.", Rejection.TOO_LARGE),
    TOO_SLOW(408, "The request did not arrive in time.", Rejection.TOO_SLOW),
    OVERLOAD(503, "Too many reviews at once: this one is passed over.", Rejection.OVERLOAD),
    CUT_OFF(400, "The body ended before it was complete.", Rejection.MALFORMED);

    private final int status;
    private final String sentence;
    private final Rejection rejection;

    Refusal(int status, String sentence, Rejection rejection) {
        this.status = status;
        this.sentence = sentence;
        this.rejection = rejection;
    }

    int status() {
        return status;
    }

    String sentence() {
        return sentence;
    }

    Rejection rejection() {
        return rejection;
    }
}
