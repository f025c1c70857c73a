package dev.probebypass.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.IPAddress;

/** Makes certificates that vouch for themselves: whoever has one in its list of authorities accepts the server. */
public final class SelfSigned {

    private static final X500Name SUBJECT = new X500Name("CN=probe-bypass");
    private static final Duration CLOCKS_MAY_DIFFER_BY = Duration.ofHours(1);
    private static final int SERIAL_BITS = 128;

    private final Clock clock;
    private final SecureRandom random;

    public SelfSigned(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /**
     * Makes one for the given hosts.
     *
     * @param hosts DNS names and IP addresses that clients will call; at least one
     * @param life from now on
     */
    public ServerCertificate forHosts(List<String> hosts, Duration life) {
        if (hosts.isEmpty()) {
            throw new IllegalArgumentException("a certificate needs at least one host");
        }
        try {
            KeyPair pair = keyPair();
            return new ServerCertificate(pair.getPrivate(), List.of(sign(pair, names(hosts), life)));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("this Java can't make an ECDSA P-256 certificate", e);
        }
    }

    private KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        return generator.generateKeyPair();
    }

    private X509Certificate sign(KeyPair pair, GeneralNames names, Duration life)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        Instant now = clock.instant();
        X509v3CertificateBuilder certificate = new JcaX509v3CertificateBuilder(
                SUBJECT,
                new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1),
                Date.from(now.minus(CLOCKS_MAY_DIFFER_BY)),
                Date.from(now.plus(life)),
                SUBJECT,
                pair.getPublic());
        certificate
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()))
                .addExtension(Extension.subjectAlternativeName, false, names);
        return new JcaX509CertificateConverter()
                .getCertificate(
                        certificate.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
    }

    private static GeneralNames names(List<String> hosts) {
        return new GeneralNames(hosts.stream().map(SelfSigned::name).toArray(GeneralName[]::new));
    }

    private static GeneralName name(String host) {
        return new GeneralName(IPAddress.isValid(host) ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }
}
