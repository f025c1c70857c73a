package dev.probebypass.certificate;

/** A certificate or key that can't serve. Its message says which file, what is wrong and what to do. */
public final class UnusableCertificateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableCertificateException(String message) {
        super(message);
    }

    UnusableCertificateException(String message, Throwable cause) {
        super(message, cause);
    }
}
