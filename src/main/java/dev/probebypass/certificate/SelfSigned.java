package dev.probebypass.certificate;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes certificates that vouch for themselves: whoever has one in its list of authorities accepts the server. */
public final class SelfSigned {

    private final Clock clock;
    private final CertificateIssuer issuer;

    public SelfSigned(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.issuer = new CertificateIssuer(random);
    }

    /**
     * Makes one for the given hosts.
     *
     * @param hosts DNS names and IP addresses that clients will call; at least one
     * @param life from now on
     */
    public ServerCertificate forHosts(List<String> hosts, Duration life) {
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("a certificate needs at least one host");
        }
        Instant now = clock.instant();
        return issuer.selfSigned(hosts, ValidityPeriod.between(now, now.plus(life)));
    }
}
