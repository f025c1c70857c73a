package dev.probebypass.apiserver;

import dev.probebypass.testing.Trust;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The side of a TLS connection that shows an identity and trusts one certificate authority. */
public final class Tls {

    private static final char[] PASSWORD = "in memory only".toCharArray();

    private Tls() {}

    public static SSLContext context(Identity self, X509Certificate trusted) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, PASSWORD);
            store.setKeyEntry("self", self.key(), PASSWORD, new Certificate[] {self.certificate()});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            return Trust.in(trusted, keys.getKeyManagers());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
