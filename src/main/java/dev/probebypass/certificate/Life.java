package dev.probebypass.certificate;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * When a certificate was made, and when it ends.
 *
 * @param notBefore holds from then on, which is a while before it was made
 */
record Life(Instant notBefore, Instant end) {

    static Life of(X509Certificate certificate) {
        return new Life(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    boolean holdsAt(Instant now) {
        return !now.isBefore(notBefore) && !hasEndedBy(now);
    }

    boolean hasEndedBy(Instant now) {
        return !now.isBefore(end);
    }

    /** When it is time for another: two thirds between the making and the end. */
    Instant due() {
        Instant made = notBefore.plus(CertificateIssuer.CLOCKS_MAY_DIFFER_BY);
        return made.plus(Duration.between(made, end).multipliedBy(2).dividedBy(3));
    }
}
