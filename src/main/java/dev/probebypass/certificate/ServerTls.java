package dev.probebypass.certificate;

import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** The TLS of a server whose certificate may change while it runs. */
public final class ServerTls {

    private static final Duration RESUMED_FOR = Duration.ofMinutes(1);

    private ServerTls() {}

    /** A context that asks for the certificate at every handshake. Clients need none. */
    public static SSLContext serving(Supplier<ServerCertificate> certificate) {
        return serving(certificate, new TrustManager[0]);
    }

    /** The same, and clients have to be accepted. A session is resumed for a short time only: nobody checks it again. */
    public static SSLContext serving(Supplier<ServerCertificate> certificate, X509ExtendedTrustManager clients) {
        SSLContext context = serving(certificate, new TrustManager[] {clients});
        context.getServerSessionContext().setSessionTimeout((int) RESUMED_FOR.toSeconds());
        return context;
    }

    private static SSLContext serving(Supplier<ServerCertificate> certificate, TrustManager[] clients) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new CurrentKeyManager(certificate)}, clients, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }
}
