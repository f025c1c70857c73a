package dev.probebypass.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * A server's certificate together with the authority's certificate that verifies it.
 *
 * @param issuer must be in the caBundle for the API server to accept it
 */
record IssuedCertificate(ServerCertificate certificate, X509Certificate issuer) {

    /** Who should sign another in the place of this one, empty if this one should go on. */
    Optional<CertificateAuthority> successorBy(AuthorityState state, Instant now) {
        ValidityPeriod life = ValidityPeriod.of(certificate.leaf());
        boolean accepted = life.holdsAt(now) && state.bundle().contains(issuer);
        Optional<CertificateAuthority> signer = state.current().filter(authority -> authority.holdsAt(now));
        if (signer.isPresent()) {
            return signer.filter(
                    authority -> !accepted || !authority.certificate().equals(issuer) || !now.isBefore(life.due()));
        }
        return accepted ? Optional.empty() : firstBy(state, now);
    }

    /** Who should sign a server's first: the current authority, else the next, for nothing else would be accepted. */
    static Optional<CertificateAuthority> firstBy(AuthorityState state, Instant now) {
        return state.current()
                .filter(authority -> authority.holdsAt(now))
                .or(() -> state.next().map(AuthorityState.Announced::authority).filter(next -> next.holdsAt(now)));
    }
}
