package dev.probebypass.admission;

/** A request that can't be read as an AdmissionReview. The message is one sentence that the caller may see. */
final class MalformedReview extends Exception {

    MalformedReview(String message) {
        super(message, null, false, false);
    }
}
