package dev.probebypass.certificate;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/**
 * Certificates and keys as text. The parser throws whatever it comes across on odd input; here that becomes one checked
 * exception, which is all that anybody else has to know of. Its stack ends where DER is nested too deeply.
 */
public final class Pem {

    private Pem() {}

    /** The certificates as a {@code caBundle} or {@code curl --cacert} takes them. */
    public static String write(List<X509Certificate> certificates) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            for (X509Certificate certificate : certificates) {
                pem.writeObject(certificate);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a certificate can't be encoded", e);
        }
        return text.toString();
    }

    /** Every certificate in a text that came from elsewhere, as far as it can be read; none if it can't. */
    public static List<X509Certificate> read(String text) {
        try {
            return certificates(text);
        } catch (UnreadablePemException unreadable) {
            return List.of();
        }
    }

    /** A key as PKCS#8. */
    static String write(PrivateKey key) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
            pem.writeObject(new JcaPKCS8Generator(key, null));
        } catch (IOException e) {
            throw new UncheckedIOException("a key can't be encoded", e);
        }
        return text.toString();
    }

    /** Every certificate in a text, in its order. */
    static List<X509Certificate> certificates(String text) throws UnreadablePemException {
        try {
            List<X509Certificate> certificates = new ArrayList<>();
            for (Object block : blocks(text)) {
                if (block instanceof X509CertificateHolder certificate) {
                    certificates.add(new JcaX509CertificateConverter().getCertificate(certificate));
                }
            }
            return certificates;
        } catch (IOException
                | CertificateException
                | RuntimeException
                | StackOverflowError unreadable) { // the parser's, on odd text or DER
            throw new UnreadablePemException(
                    Objects.requireNonNullElse(unreadable.getMessage(), "its text is damaged"), unreadable);
        }
    }

    /** The first private key in a text: PKCS#8, PKCS#1 or SEC1, not encrypted. */
    static Optional<PrivateKey> privateKey(String text) throws UnreadablePemException {
        try {
            for (Object block : blocks(text)) {
                Optional<PrivateKeyInfo> key = keyIn(block);
                if (key.isPresent()) {
                    return Optional.of(new JcaPEMKeyConverter().getPrivateKey(key.get()));
                }
            }
            return Optional.empty();
        } catch (IOException
                | RuntimeException
                | StackOverflowError untold) { // the parser's, on odd text or DER; it might quote the key
            throw new UnreadablePemException("its text is damaged, or no key of a known kind");
        }
    }

    private static Optional<PrivateKeyInfo> keyIn(Object block) throws UnreadablePemException {
        return switch (block) {
            case PrivateKeyInfo pkcs8 -> Optional.of(pkcs8);
            case PEMKeyPair pkcs1OrSec1 -> Optional.of(pkcs1OrSec1.getPrivateKeyInfo());
            case PEMEncryptedKeyPair _, PKCS8EncryptedPrivateKeyInfo _ ->
                throw new UnreadablePemException("the key is encrypted; decrypt it first");
            default -> Optional.empty(); // parameters of the curve, or a certificate in the same file
        };
    }

    private static List<Object> blocks(String text) throws IOException {
        List<Object> blocks = new ArrayList<>();
        try (PEMParser parser = new PEMParser(new StringReader(text))) {
            for (Object block = parser.readObject(); block != null; block = parser.readObject()) {
                blocks.add(block);
            }
        }
        return blocks;
    }
}
