package dev.probebypass.apiserver;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A private key and the certificate that says whose it is. */
public record Identity(PrivateKey key, X509Certificate certificate) {

    public String keyPem() {
        return Pem.of(key);
    }

    public String certificatePem() {
        return Pem.of(certificate);
    }
}
