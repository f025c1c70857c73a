package dev.probebypass.admission;

/** A request that can't be read as an AdmissionReview. The message is one sentence that the caller may see. */
final class MalformedReviewException extends Exception {

    private final String sentence;

    MalformedReviewException(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    String sentence() {
        return sentence;
    }
}
