package dev.probebypass.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CertificateIssuerTest {

    private static final Instant NOW = Instant.parse("2026-08-01T12:00:00.250Z");
    private static final String KEY_IDENTIFIER = "2.5.29.14";
    private static final String AUTHORITY_KEY_IDENTIFIER = "2.5.29.35";

    private final CertificateIssuer issuer = new CertificateIssuer(new SecureRandom());
    private final CertificateAuthority authority = issuer.authority(lasting(Duration.ofDays(365)));
    private final X509Certificate leaf = issuer.leaf(
                    authority, List.of("webhook", "webhook.mesh.svc"), lasting(Duration.ofDays(7)))
            .leaf();

    @Test
    void anAuthorityMaySignServersAndNoOtherAuthority() throws Exception {
        X509Certificate certificate = authority.certificate();

        certificate.verify(certificate.getPublicKey());
        assertThat(certificate.getBasicConstraints()).isZero();
        assertThat(usages(certificate)).containsExactly(5, 6); // keyCertSign, cRLSign
        assertThat(certificate.getExtendedKeyUsage()).isNull();
        assertThat(certificate.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.19", "2.5.29.15");
        assertThat(certificate.getExtensionValue(KEY_IDENTIFIER)).isNotNull();
        assertThat(((ECPublicKey) certificate.getPublicKey())
                        .getParams()
                        .getOrder()
                        .bitLength())
                .isEqualTo(256);
    }

    @Test
    void noTwoAuthoritiesHaveOneName() {
        CertificateAuthority other = issuer.authority(lasting(Duration.ofDays(365)));

        assertThat(other.certificate().getSubjectX500Principal())
                .isNotEqualTo(authority.certificate().getSubjectX500Principal());
    }

    @Test
    void aLeafIsAServersAndNoAuthority() throws Exception {
        assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
        assertThat(usages(leaf)).containsExactly(0); // digitalSignature
        assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(leaf.getSubjectAlternativeNames())
                .containsExactly(List.of(2, "webhook"), List.of(2, "webhook.mesh.svc"));
        assertThat(leaf.getSerialNumber().bitLength()).isEqualTo(128);
    }

    @Test
    void aLeafIsAcceptedByWhomTrustsItsAuthority() throws Exception {
        PKIXParameters trust = new PKIXParameters(Set.of(new TrustAnchor(authority.certificate(), null)));
        trust.setRevocationEnabled(false);
        trust.setDate(Date.from(NOW));

        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf)), trust);

        assertThat(leaf.getIssuerX500Principal())
                .isEqualTo(authority.certificate().getSubjectX500Principal());
        byte[] issuersKey = authority.certificate().getExtensionValue(KEY_IDENTIFIER);
        byte[] namedKey = leaf.getExtensionValue(AUTHORITY_KEY_IDENTIFIER);
        assertThat(Arrays.copyOfRange(namedKey, namedKey.length - 20, namedKey.length))
                .isEqualTo(Arrays.copyOfRange(issuersKey, issuersKey.length - 20, issuersKey.length));
    }

    @Test
    void aCertificateHoldsFromAnHourBeforeAndNotShorterThanItShould() {
        assertThat(leaf.getNotBefore().toInstant()).isEqualTo("2026-08-01T11:00:00Z");
        assertThat(leaf.getNotAfter().toInstant()).isEqualTo("2026-08-08T12:00:01Z");
    }

    private static ValidityPeriod lasting(Duration life) {
        return ValidityPeriod.between(NOW, NOW.plus(life));
    }

    private static List<Integer> usages(X509Certificate certificate) {
        boolean[] usages = certificate.getKeyUsage();
        return IntStream.range(0, usages.length)
                .filter(bit -> usages[bit])
                .boxed()
                .toList();
    }
}
