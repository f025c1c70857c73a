package dev.probebypass.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** TLS contexts that trust the given certificates and no others. */
public final class Trust {

    private Trust() {}

    /** The context of a client without a certificate of its own. */
    public static SSLContext in(Certificate certificate) {
        return context(List.of(certificate), null);
    }

    /** The same for all certificates of a text in PEM. */
    public static SSLContext inPem(String pem) {
        return context(certificates(pem), null);
    }

    /** The same for those of a file. */
    public static SSLContext inPem(Path file) throws IOException {
        return inPem(Files.readString(file));
    }

    /** The context of one who shows a certificate. */
    public static SSLContext in(Certificate certificate, KeyManager[] self) {
        return context(List.of(certificate), self);
    }

    private static Collection<? extends Certificate> certificates(String pem) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException noCertificate) {
            throw new IllegalArgumentException(noCertificate);
        }
    }

    private static SSLContext context(Collection<? extends Certificate> certificates, KeyManager @Nullable [] self) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("trusted-" + store.size(), certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(self, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
