package dev.probebypass.certificate;

import java.security.GeneralSecurityException;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/** The TLS of a server whose certificate may change while it runs. */
public final class ServerTls {

    private ServerTls() {}

    /** A context that asks for the certificate at every handshake. Clients need none. */
    public static SSLContext serving(Supplier<ServerCertificate> certificate) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {new CurrentKeyManager(certificate)}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }
}
