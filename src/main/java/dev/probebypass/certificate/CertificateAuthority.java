package dev.probebypass.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A key that signs servers' certificates, and the certificate by which they are accepted.
 *
 * @param key belongs to the certificate
 */
public record CertificateAuthority(PrivateKey key, X509Certificate certificate) {

    /** Whether certificates signed by it are accepted at that time. */
    boolean holdsAt(Instant now) {
        return ValidityPeriod.of(certificate).holdsAt(now);
    }

    /** No key in a log line. */
    @Override
    public String toString() {
        return certificate.getSubjectX500Principal().getName();
    }
}
