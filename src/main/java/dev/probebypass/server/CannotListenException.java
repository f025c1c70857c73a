package dev.probebypass.server;

/** An address that can't be listened on. Its message says which, why, and what to do; users need no stack trace. */
public final class CannotListenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CannotListenException(String message, Throwable cause) {
        super(message, cause);
    }
}
