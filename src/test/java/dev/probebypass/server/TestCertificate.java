package dev.probebypass.server;

import dev.probebypass.certificate.SelfSigned;
import dev.probebypass.certificate.ServerCertificate;
import dev.probebypass.testing.Trust;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;

/** A certificate for loopback, and clients that trust it and nothing else. */
final class TestCertificate {

    static final ServerCertificate LOOPBACK = fresh();

    private TestCertificate() {}

    static ServerCertificate fresh() {
        return new SelfSigned(Clock.systemUTC(), new SecureRandom())
                .forHosts(List.of("localhost", "127.0.0.1", "::1"), Duration.ofHours(1));
    }

    static SSLContext trusting(ServerCertificate certificate) {
        return Trust.in(certificate.leaf());
    }
}
