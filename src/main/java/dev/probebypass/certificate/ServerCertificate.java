package dev.probebypass.certificate;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A private key and the certificates that vouch for it.
 *
 * @param key belongs to the first certificate
 * @param chain the leaf first, then whoever signed it; never empty
 */
public record ServerCertificate(PrivateKey key, List<X509Certificate> chain) {

    public ServerCertificate {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a server needs at least one certificate");
        }
    }

    /** The certificate whose names clients check. */
    public X509Certificate leaf() {
        return chain.getFirst();
    }

    /** Whether no client will accept it any more. */
    public boolean hasEndedBy(Instant now) {
        return now.isAfter(leaf().getNotAfter().toInstant());
    }
}
