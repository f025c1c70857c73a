package dev.probebypass.certificate;

import java.security.cert.CertificateException;

/** A client that the authorities vouch for, and whose certificate has none of the names that are answered. */
public final class UnknownClientException extends CertificateException {

    private static final long serialVersionUID = 1L;

    UnknownClientException() {
        super("the client's certificate has none of the accepted names");
    }
}
