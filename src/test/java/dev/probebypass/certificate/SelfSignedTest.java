package dev.probebypass.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelfSignedTest {

    private static final Instant NOW = Instant.parse("2026-08-01T12:00:00Z");

    private final SelfSigned selfSigned = new SelfSigned(Clock.fixed(NOW, ZoneOffset.UTC), new SecureRandom());

    @Test
    void namesItsHostsByNameOrByAddress() throws Exception {
        X509Certificate leaf = make("localhost", "probe-bypass.mesh.svc", "127.0.0.1", "::1");

        assertThat(leaf.getSubjectAlternativeNames())
                .containsExactly(
                        List.of(2, "localhost"),
                        List.of(2, "probe-bypass.mesh.svc"),
                        List.of(7, "127.0.0.1"),
                        List.of(7, "0:0:0:0:0:0:0:1"));
    }

    @Test
    void vouchesForItselfAndForServersOnly() throws Exception {
        X509Certificate leaf = make("localhost");

        leaf.verify(leaf.getPublicKey());
        assertThat(leaf.getIssuerX500Principal()).isEqualTo(leaf.getSubjectX500Principal());
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(leaf.getKeyUsage()[0]).isTrue(); // digitalSignature
        assertThat(leaf.getKeyUsage()[5]).isFalse(); // keyCertSign
        assertThat(leaf.getExtensionValue("2.5.29.14")).isNotNull(); // subject key identifier
        assertThat(leaf.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15");
    }

    @Test
    void holdsFromAnHourAgoForClocksThatDiffer() {
        X509Certificate leaf = make("localhost");

        assertThat(leaf.getNotBefore().toInstant()).isEqualTo(NOW.minus(Duration.ofHours(1)));
        assertThat(leaf.getNotAfter().toInstant()).isEqualTo(NOW.plus(Duration.ofDays(7)));
    }

    @Test
    void hasAP256KeyAndASerialOf128Bits() {
        X509Certificate leaf = make("localhost");

        assertThat(((ECPublicKey) leaf.getPublicKey()).getParams().getOrder().bitLength())
                .isEqualTo(256);
        assertThat(leaf.getSerialNumber().bitLength()).isEqualTo(128);
        assertThat(leaf.getSerialNumber())
                .isPositive()
                .isNotEqualTo(make("localhost").getSerialNumber());
    }

    @Test
    void isWrittenAsTheCaBundleThatTrustsIt() throws Exception {
        ServerCertificate made = selfSigned.forHosts(List.of("localhost"), Duration.ofDays(7));

        String pem = Pem.write(made.chain());

        assertThat(pem).startsWith("-----BEGIN CERTIFICATE-----\n").endsWith("-----END CERTIFICATE-----\n");
        assertThat(CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo(made.leaf());
    }

    @Test
    void needsAHost() {
        assertThatIllegalArgumentException().isThrownBy(() -> selfSigned.forHosts(List.of(), Duration.ofDays(7)));
    }

    private X509Certificate make(String... hosts) {
        return selfSigned.forHosts(List.of(hosts), Duration.ofDays(7)).leaf();
    }
}
