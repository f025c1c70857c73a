package dev.probebypass.certificate;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The validity period of a certificate, in whole seconds: X.509 knows no smaller unit.
 *
 * @param notBefore the first moment at which it holds, an hour before it was made
 * @param notAfter the moment at which it has ended
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5280#section-4.1.2.5">RFC 5280, Validity</a>
 */
record ValidityPeriod(Instant notBefore, Instant notAfter) {

    /** How far before it is made a certificate begins to hold, for clocks that differ. */
    static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    ValidityPeriod {
        notBefore = notBefore.truncatedTo(ChronoUnit.SECONDS);
        notAfter = notAfter.plus(Duration.ofSeconds(1)).minusNanos(1).truncatedTo(ChronoUnit.SECONDS);
    }

    /** That of a certificate. */
    static ValidityPeriod of(X509Certificate certificate) {
        return new ValidityPeriod(
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant());
    }

    /** That of a certificate that is made now and lasts until then. */
    static ValidityPeriod between(Instant made, Instant end) {
        return new ValidityPeriod(made.minus(CLOCK_TOLERANCE), end);
    }

    boolean holdsAt(Instant now) {
        return !now.isBefore(notBefore) && !hasEndedBy(now);
    }

    boolean hasEndedBy(Instant now) {
        return !now.isBefore(notAfter);
    }

    /** When it is time for another: two thirds between the making and the end. */
    Instant due() {
        Instant made = notBefore.plus(CLOCK_TOLERANCE);
        return made.plus(Duration.between(made, notAfter).multipliedBy(2).dividedBy(3));
    }
}
