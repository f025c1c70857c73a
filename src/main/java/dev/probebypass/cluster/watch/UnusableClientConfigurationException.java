package dev.probebypass.cluster.watch;

/** No API server to talk to; the message says what was looked for and what to do. */
public final class UnusableClientConfigurationException extends Exception {

    private static final long serialVersionUID = 1L;

    UnusableClientConfigurationException(String message) {
        super(message);
    }
}
