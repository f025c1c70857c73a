package dev.probebypass.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Any text holds certificates that are the same when they are written and read again, or is said to be damaged. */
public final class PemFuzz {

    private static final int LONGEST_MESSAGE = 4096;

    private PemFuzz() {}

    public static void fuzzerTestOneInput(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        try {
            List<X509Certificate> certificates = Pem.certificates(text);
            assertThat(certificates.size()).isLessThanOrEqualTo(bytes.length);
            assertThat(Pem.certificates(Pem.write(certificates))).isEqualTo(certificates);
            certificates.forEach(PemFuzz::hasNamesOrIsRefused);
        } catch (UnreadablePemException damaged) {
            assertThat(damaged.getMessage()).isNotBlank().hasSizeLessThan(LONGEST_MESSAGE);
        }
        try {
            Pem.privateKey(text).ifPresent(key -> assertThat(key.getAlgorithm()).isNotEmpty());
        } catch (UnreadablePemException damaged) {
            assertThat(damaged.getMessage()).hasSizeLessThan(100);
        }
    }

    private static void hasNamesOrIsRefused(X509Certificate certificate) {
        try {
            assertThat(ClientNames.of(certificate)).doesNotContainNull();
        } catch (CertificateException refused) {
            assertThat(refused).hasMessageNotContaining("\n");
        }
    }
}
