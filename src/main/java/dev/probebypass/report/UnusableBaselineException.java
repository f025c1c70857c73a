package dev.probebypass.report;

/** Thrown when a text is no explanation with which another one can be compared. Its message says what is wrong, without a subject. */
public final class UnusableBaselineException extends Exception {

    UnusableBaselineException(String message) {
        super(message, null, false, false);
    }
}
