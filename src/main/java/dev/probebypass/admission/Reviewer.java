package dev.probebypass.admission;

/** Answers AdmissionReviews. */
@FunctionalInterface
public interface Reviewer {

    /**
     * Answers one review. Never throws for what is in it, and may be called by many threads at once.
     *
     * @param body holds the request's body from its first byte on; not touched after the call
     * @param length of the body, in bytes
     * @param deadline waits for others end before it
     */
    Answer review(byte[] body, int length, Deadline deadline);
}
