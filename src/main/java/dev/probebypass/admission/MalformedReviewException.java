package dev.probebypass.admission;

import dev.probebypass.text.OutsideText;

/** A request that can't be read as an AdmissionReview. The message is one sentence that the caller may see. */
final class MalformedReviewException extends Exception {

    /** What is quoted of a text that is not what it should be. */
    private static final int LONGEST_QUOTED = 200;

    private final String sentence;

    MalformedReviewException(String sentence) {
        super(sentence, null, false, false);
        this.sentence = sentence;
    }

    /** One whose sentence quotes, at {@code %s}, what the request holds. */
    static MalformedReviewException quoting(String sentence, String text) {
        return new MalformedReviewException(sentence.formatted(OutsideText.escape(text, LONGEST_QUOTED)));
    }

    String sentence() {
        return sentence;
    }
}
