package dev.probebypass.certificate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Two files: a certificate with its chain, and its key.
 *
 * @param certificate PEM, the leaf first
 * @param key PEM, not encrypted
 */
public record PemFiles(Path certificate, Path key) {

    /** What both files hold, as text. */
    record Content(String certificate, String key) {}

    /**
     * Reads both.
     *
     * @throws UnusableCertificateException when they can't serve
     */
    public ServerCertificate read() {
        return parse(content());
    }

    Content content() {
        return new Content(text(certificate), text(key));
    }

    ServerCertificate parse(Content content) {
        ServerCertificate read = new ServerCertificate(parseKey(content.key()), parseChain(content.certificate()));
        if (!KeyMatch.belongTogether(read.key(), read.leaf().getPublicKey())) {
            throw new UnusableCertificateException(
                    "the key in %s does not belong to the certificate in %s: give the key it was made with"
                            .formatted(key, certificate));
        }
        return read;
    }

    static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            throw new UnusableCertificateException("%s does not exist".formatted(file), e);
        } catch (AccessDeniedException e) {
            throw new UnusableCertificateException(
                    "%s can't be read by this user: change its mode or owner".formatted(file), e);
        } catch (IOException e) {
            throw new UnusableCertificateException("%s can't be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private List<X509Certificate> parseChain(String text) {
        try {
            List<X509Certificate> chain = Pem.certificates(text);
            if (chain.isEmpty()) {
                throw new UnusableCertificateException(
                        "%s holds no certificate: it must be PEM, with BEGIN CERTIFICATE".formatted(certificate));
            }
            return chain;
        } catch (UnreadablePemException e) {
            throw new UnusableCertificateException(
                    "%s holds a certificate that can't be parsed: %s".formatted(certificate, e.getMessage()), e);
        }
    }

    private PrivateKey parseKey(String text) {
        try {
            return Pem.privateKey(text)
                    .orElseThrow(() -> new UnusableCertificateException(
                            "%s holds no private key: it must be PEM, with BEGIN PRIVATE KEY".formatted(key)));
        } catch (UnreadablePemException e) {
            throw new UnusableCertificateException(
                    "%s holds a key that can't be used: %s".formatted(key, e.getMessage()), e);
        }
    }
}
