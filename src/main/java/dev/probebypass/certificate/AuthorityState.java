package dev.probebypass.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The certificate authorities of one installation at one moment: what its Secret holds.
 *
 * @param current signs the servers' certificates
 * @param next takes over once every API server has seen it
 * @param retired sign no more; certificates of theirs may still be served
 */
public record AuthorityState(Optional<CertificateAuthority> current, Optional<Announced> next, List<Retired> retired) {

    /** No authority yet, or none any more. */
    public static final AuthorityState EMPTY = new AuthorityState(Optional.empty(), Optional.empty(), List.of());

    public AuthorityState {
        retired = List.copyOf(retired);
    }

    /**
     * An authority that the API servers are still to learn of.
     *
     * @param inBundleSince when it was first seen in the webhook configuration, empty if it was not yet
     */
    public record Announced(CertificateAuthority authority, Optional<Instant> inBundleSince) {}

    /**
     * An authority, or a certificate that vouched for itself, whose key is gone.
     *
     * @param until when the last certificate that it may have signed has ended
     */
    public record Retired(X509Certificate certificate, Instant until) {}

    /** All that is to be trusted: what the caBundle must hold, and nothing else. */
    public List<X509Certificate> bundle() {
        List<X509Certificate> bundle = new ArrayList<>();
        current.ifPresent(authority -> bundle.add(authority.certificate()));
        next.ifPresent(announced -> bundle.add(announced.authority().certificate()));
        retired.forEach(old -> bundle.add(old.certificate()));
        return List.copyOf(bundle);
    }
}
