package dev.probebypass.apiserver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A new connection to a server on loopback, made as the API server makes it: with a name to check and a bundle to trust. */
record Handshake(int port, String host) {

    /** Whether the server shows a certificate for the name, signed by somebody in the bundle, which holds now. */
    boolean isAcceptedBy(String bundlePem) {
        try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
                SSLSocket secure =
                        (SSLSocket) trusting(bundlePem).getSocketFactory().createSocket(plain, host, port, true)) {
            SSLParameters parameters = secure.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            secure.startHandshake();
            return true;
        } catch (IOException refused) {
            System.err.printf("no handshake with %s: %s%n", host, refused);
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trusting(String bundlePem) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int count = 0;
        for (Certificate certificate : CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(bundlePem.getBytes(StandardCharsets.US_ASCII)))) {
            store.setCertificateEntry("trusted-" + count++, certificate);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
