package dev.probebypass.certificate;

/** A text that certificates or a key can't be read from. Its message says why, and quotes nothing of a key. */
final class UnreadablePemException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadablePemException(String message) {
        super(message);
    }

    UnreadablePemException(String message, Throwable cause) {
        super(message, cause);
    }
}
