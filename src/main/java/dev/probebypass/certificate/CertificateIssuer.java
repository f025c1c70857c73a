package dev.probebypass.certificate;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
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

/** An issuer of keys and X.509 certificates: ECDSA on P-256, each with a random serial of 128 bits. */
final class CertificateIssuer {

    private static final X500Name SERVER = new X500Name("CN=probe-bypass");
    private static final int SERIAL_BITS = 128;

    private final SecureRandom random;

    CertificateIssuer(SecureRandom random) {
        this.random = random;
    }

    /** Who signs: a name, a key, and that key's public half. */
    private record Signer(X500Name name, PrivateKey key, PublicKey publicKey) {}

    /** A server's certificate that vouches for itself. */
    ServerCertificate selfSigned(List<String> hosts, ValidityPeriod validity) {
        KeyPair pair = keyPair();
        Signer itself = new Signer(SERVER, pair.getPrivate(), pair.getPublic());
        return new ServerCertificate(pair.getPrivate(), List.of(server(itself, pair.getPublic(), hosts, validity)));
    }

    /** A server's certificate that the authority vouches for. */
    ServerCertificate leaf(CertificateAuthority authority, List<String> hosts, ValidityPeriod validity) {
        KeyPair pair = keyPair();
        Signer signer = new Signer(
                name(authority.certificate()),
                authority.key(),
                authority.certificate().getPublicKey());
        return new ServerCertificate(pair.getPrivate(), List.of(server(signer, pair.getPublic(), hosts, validity)));
    }

    /** An authority that vouches for servers, and for no other authority. */
    CertificateAuthority authority(ValidityPeriod validity) {
        KeyPair pair = keyPair();
        BigInteger serial = serial();
        // A name of its own: while two authorities stand in one bundle, verifiers look for the issuer by name.
        X500Name name = new X500Name("CN=probe-bypass-ca-" + serial.toString(16).substring(0, 8));
        Signer itself = new Signer(name, pair.getPrivate(), pair.getPublic());
        return signing(() -> {
            X509v3CertificateBuilder draft = new JcaX509v3CertificateBuilder(
                    name,
                    serial,
                    Date.from(validity.notBefore()),
                    Date.from(validity.notAfter()),
                    name,
                    pair.getPublic());
            draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return new CertificateAuthority(pair.getPrivate(), sign(draft, itself, pair.getPublic()));
        });
    }

    private X509Certificate server(Signer signer, PublicKey key, List<String> hosts, ValidityPeriod validity) {
        return signing(() -> {
            X509v3CertificateBuilder draft = new JcaX509v3CertificateBuilder(
                    signer.name(),
                    serial(),
                    Date.from(validity.notBefore()),
                    Date.from(validity.notAfter()),
                    SERVER,
                    key);
            draft.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .addExtension(Extension.subjectAlternativeName, false, names(hosts));
            return sign(draft, signer, key);
        });
    }

    private static X509Certificate sign(X509v3CertificateBuilder draft, Signer signer, PublicKey key)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
        draft.addExtension(Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key))
                .addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        identifiers.createAuthorityKeyIdentifier(signer.publicKey()));
        return new JcaX509CertificateConverter()
                .getCertificate(draft.build(new JcaContentSignerBuilder("SHA256withECDSA").build(signer.key())));
    }

    private KeyPair keyPair() {
        return signing(() -> {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        });
    }

    private BigInteger serial() {
        return new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1);
    }

    private static X500Name name(X509Certificate certificate) {
        return X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    }

    private static GeneralNames names(List<String> hosts) {
        return new GeneralNames(hosts.stream().map(CertificateIssuer::name).toArray(GeneralName[]::new));
    }

    private static GeneralName name(String host) {
        return new GeneralName(IPAddress.isValid(host) ? GeneralName.iPAddress : GeneralName.dNSName, host);
    }

    @FunctionalInterface
    private interface Step<T> {
        T take() throws GeneralSecurityException, OperatorCreationException, CertIOException;
    }

    private static <T> T signing(Step<T> step) {
        try {
            return step.take();
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new IllegalStateException("this Java can't make an ECDSA P-256 certificate", e);
        }
    }
}
