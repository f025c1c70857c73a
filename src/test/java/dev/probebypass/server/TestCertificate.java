package dev.probebypass.server;

import dev.probebypass.certificate.SelfSigned;
import dev.probebypass.certificate.ServerCertificate;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate for loopback, and clients that trust it and nothing else. */
final class TestCertificate {

    static final ServerCertificate LOOPBACK = fresh();

    private TestCertificate() {}

    static ServerCertificate fresh() {
        return new SelfSigned(Clock.systemUTC(), new SecureRandom())
                .forHosts(List.of("localhost", "127.0.0.1", "::1"), Duration.ofHours(1));
    }

    static SSLContext trusting(ServerCertificate certificate) {
        try {
            KeyStore authorities = KeyStore.getInstance(KeyStore.getDefaultType());
            authorities.load(null, null);
            authorities.setCertificateEntry("server", certificate.leaf());
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
