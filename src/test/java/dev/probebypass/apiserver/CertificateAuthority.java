package dev.probebypass.apiserver;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Vouches for servers on loopback and for clients, until tomorrow. */
public final class CertificateAuthority {

    private static final Duration CLOCK_SKEW = Duration.ofHours(1);
    private static final Duration VALIDITY = Duration.ofDays(1);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final GeneralNames LOOPBACK = new GeneralNames(new GeneralName[] {
        new GeneralName(GeneralName.iPAddress, "127.0.0.1"), new GeneralName(GeneralName.dNSName, "localhost")
    });

    private final X500Name name;
    private final PrivateKey key;
    private final X509Certificate certificate;

    private CertificateAuthority(X500Name name, KeyPair keys) {
        this.name = name;
        this.key = keys.getPrivate();
        this.certificate = sign(name, keys, Map.of(Extension.basicConstraints, new BasicConstraints(true)));
    }

    public static CertificateAuthority create(String commonName) {
        return new CertificateAuthority(new X500Name("CN=" + commonName), Keys.ellipticCurve());
    }

    /** A server that is called 127.0.0.1 or localhost. */
    public Identity server(String commonName) {
        return server(commonName, LOOPBACK);
    }

    /** A server that is called by a name in the DNS, such as a Service's. */
    public Identity serverCalled(String dnsName) {
        return server("server", new GeneralNames(new GeneralName(GeneralName.dNSName, dnsName)));
    }

    private Identity server(String commonName, GeneralNames called) {
        KeyPair keys = Keys.ellipticCurve();
        return new Identity(
                keys.getPrivate(),
                sign(
                        new X500Name("CN=" + commonName),
                        keys,
                        Map.of(
                                Extension.subjectAlternativeName,
                                called,
                                Extension.extendedKeyUsage,
                                new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))));
    }

    /** A client the API server knows by its name and its group. The key is RSA, which every client can read. */
    public Identity client(String commonName, String group) {
        KeyPair keys = Keys.rsa();
        return new Identity(
                keys.getPrivate(),
                sign(
                        new X500Name("O=%s,CN=%s".formatted(group, commonName)),
                        keys,
                        Map.of(Extension.extendedKeyUsage, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))));
    }

    /** A client with alternative names. */
    public Identity client(String commonName, GeneralName... called) {
        KeyPair keys = Keys.ellipticCurve();
        return new Identity(
                keys.getPrivate(),
                sign(
                        new X500Name("CN=" + commonName),
                        keys,
                        Map.of(
                                Extension.subjectAlternativeName,
                                new GeneralNames(called),
                                Extension.extendedKeyUsage,
                                new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth))));
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public String pem() {
        return Pem.of(certificate);
    }

    private X509Certificate sign(
            X500Name subject, KeyPair keys, Map<ASN1ObjectIdentifier, ? extends ASN1Encodable> extensions) {
        Instant now = Instant.now();
        X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(64, RANDOM),
                Date.from(now.minus(CLOCK_SKEW)),
                Date.from(now.plus(VALIDITY)),
                subject,
                keys.getPublic());
        try {
            for (Map.Entry<ASN1ObjectIdentifier, ? extends ASN1Encodable> extension : extensions.entrySet()) {
                builder.addExtension(extension.getKey(), true, extension.getValue());
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
        } catch (CertIOException | CertificateException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
