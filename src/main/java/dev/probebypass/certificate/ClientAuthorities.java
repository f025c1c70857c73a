package dev.probebypass.certificate;

import dev.probebypass.telemetry.Telemetry;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Accepts the clients that the authorities in a file vouch for, and that have an accepted name. The file is read again when it
 * has changed.
 */
public final class ClientAuthorities extends X509ExtendedTrustManager {

    private final Reloading<String, X509ExtendedTrustManager> current;
    private final ClientNames names;

    private ClientAuthorities(Path file, ClientNames names, Clock clock, Telemetry telemetry) {
        this.names = names;
        this.current = new Reloading<>(
                new Reloading.Source<>(
                        () -> PemFiles.text(file),
                        text -> trusting(parse(file, text)),
                        "the clients' new authorities are not used"),
                clock,
                telemetry);
    }

    /**
     * Reads the file for the first time.
     *
     * @param file certificates in PEM, any number of them
     * @param names one of which a client must have
     * @throws UnusableCertificateException when there is none
     */
    public static ClientAuthorities of(Path file, ClientNames names, Clock clock, Telemetry telemetry) {
        return new ClientAuthorities(file, names, clock, telemetry);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        current.get().checkClientTrusted(chain, authType, engine);
        checkName(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        current.get().checkClientTrusted(chain, authType, socket);
        checkName(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        current.get().checkClientTrusted(chain, authType);
        checkName(chain);
    }

    private void checkName(X509Certificate[] chain) throws CertificateException {
        if (!names.accept(chain[0])) {
            throw new UnknownClientException();
        }
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return current.get().getAcceptedIssuers();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket)
            throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("these authorities vouch for clients only");
    }

    private static List<X509Certificate> parse(Path file, String text) {
        try {
            List<X509Certificate> authorities = Pem.certificates(text);
            if (authorities.isEmpty()) {
                throw new UnusableCertificateException(
                        "%s holds no certificate: it must be PEM, with BEGIN CERTIFICATE".formatted(file));
            }
            return authorities;
        } catch (UnreadablePemException e) {
            throw new UnusableCertificateException(
                    "%s holds a certificate that can't be parsed: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static X509ExtendedTrustManager trusting(List<X509Certificate> authorities) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < authorities.size(); i++) {
                store.setCertificateEntry("authority-" + i, authorities.get(i));
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
            trust.init(store);
            return Arrays.stream(trust.getTrustManagers())
                    .filter(X509ExtendedTrustManager.class::isInstance)
                    .map(X509ExtendedTrustManager.class::cast)
                    .findFirst()
                    .orElseThrow();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java can't check certificates", e);
        }
    }
}
