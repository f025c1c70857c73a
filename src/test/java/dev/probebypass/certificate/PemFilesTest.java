package dev.probebypass.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.util.io.pem.PemObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PemFilesTest {

    private static final ServerCertificate EC =
            new SelfSigned(Clock.systemUTC(), new SecureRandom()).forHosts(List.of("localhost"), Duration.ofDays(1));

    @TempDir
    private Path folder;

    private PemFiles files;

    @BeforeEach
    void nameFiles() {
        files = new PemFiles(folder.resolve("tls.crt"), folder.resolve("tls.key"));
    }

    @Test
    void readsAPkcs8Key() throws Exception {
        write(Pem.write(EC.chain()), TestKeys.pem(new JcaPKCS8Generator(EC.key(), null)));

        assertThat(files.read()).isEqualTo(EC);
    }

    @Test
    void readsASec1KeyBehindItsCurvesParameters() throws Exception {
        String parameters = "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
        String sec1 = TestKeys.pem(new PemObject(
                "EC PRIVATE KEY",
                new ECPrivateKey(
                                256,
                                ((java.security.interfaces.ECPrivateKey) EC.key()).getS(),
                                SECObjectIdentifiers.secp256r1)
                        .getEncoded()));
        write(Pem.write(EC.chain()), parameters + sec1);

        assertThat(sec1).contains("BEGIN EC PRIVATE KEY");
        assertThat(files.read().leaf()).isEqualTo(EC.leaf());
    }

    @Test
    void readsAPkcs1Key() throws Exception {
        ServerCertificate rsa = TestKeys.signed(
                TestKeys.keys("RSA"), "SHA256withRSA", Instant.now().plus(Duration.ofDays(1)));
        String pkcs1 = TestKeys.pem(new JcaMiscPEMGenerator(rsa.key()));
        write(Pem.write(rsa.chain()), pkcs1);

        assertThat(pkcs1).contains("BEGIN RSA PRIVATE KEY");
        assertThat(files.read()).isEqualTo(rsa);
    }

    @Test
    void readsAnEd25519Key() throws Exception {
        ServerCertificate ed25519 = TestKeys.signed(
                TestKeys.keys("Ed25519"), "Ed25519", Instant.now().plus(Duration.ofDays(1)));
        write(Pem.write(ed25519.chain()), TestKeys.pem(new JcaPKCS8Generator(ed25519.key(), null)));

        assertThat(files.read().leaf()).isEqualTo(ed25519.leaf());
    }

    @Test
    void readsAChainInItsOrder() throws Exception {
        X509Certificate authority = TestKeys.signed(
                        TestKeys.keys("RSA"), "SHA256withRSA", Instant.now().plus(Duration.ofDays(1)))
                .leaf();
        write(Pem.write(List.of(EC.leaf(), authority)), TestKeys.pem(new JcaPKCS8Generator(EC.key(), null)));

        assertThat(files.read().chain()).containsExactly(EC.leaf(), authority);
    }

    @Test
    void anExpiredCertificateIsRead() throws Exception {
        ServerCertificate old = TestKeys.signed(
                TestKeys.keys("RSA"), "SHA256withRSA", Instant.now().minus(Duration.ofDays(1)));
        write(Pem.write(old.chain()), TestKeys.pem(new JcaPKCS8Generator(old.key(), null)));

        assertThat(files.read().hasEndedBy(Instant.now())).isTrue();
        assertThat(EC.hasEndedBy(Instant.now())).isFalse();
    }

    @Test
    void saysWhichFileIsMissing() {
        refuses("%s does not exist".formatted(files.certificate()));
    }

    @Test
    void saysWhichFileIsNone() throws Exception {
        Files.createDirectory(files.certificate());

        assertThatExceptionOfType(UnusableCertificateException.class)
                .isThrownBy(files::read)
                .withMessageStartingWith("%s can't be read: ", files.certificate());
    }

    @Test
    void saysWhichFileHoldsNoCertificate() throws Exception {
        String key = TestKeys.pem(new JcaPKCS8Generator(EC.key(), null));
        write(key, key);

        refuses("%s holds no certificate: it must be PEM, with BEGIN CERTIFICATE".formatted(files.certificate()));
    }

    @Test
    void saysWhichFileHoldsADamagedCertificate() throws Exception {
        write(
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                TestKeys.pem(new JcaPKCS8Generator(EC.key(), null)));

        assertThatExceptionOfType(UnusableCertificateException.class)
                .isThrownBy(files::read)
                .withMessageStartingWith("%s holds a certificate that can't be parsed: ", files.certificate());
    }

    @Test
    void saysWhichFileHoldsNoKey() throws Exception {
        write(Pem.write(EC.chain()), Pem.write(EC.chain()));

        refuses("%s holds no private key: it must be PEM, with BEGIN PRIVATE KEY".formatted(files.key()));
    }

    @Test
    void saysThatAnEncryptedKeyIsOfNoUse() throws Exception {
        Cipher cipher = Cipher.getInstance("PBEWithSHA1AndDESede");
        cipher.init(
                Cipher.ENCRYPT_MODE,
                SecretKeyFactory.getInstance("PBEWithSHA1AndDESede")
                        .generateSecret(new PBEKeySpec("secret".toCharArray())));
        byte[] encrypted = new EncryptedPrivateKeyInfo(
                        cipher.getParameters(), cipher.doFinal(EC.key().getEncoded()))
                .getEncoded();
        write(Pem.write(EC.chain()), TestKeys.pem(new PemObject("ENCRYPTED PRIVATE KEY", encrypted)));

        refuses("%s holds a key that can't be used: the key is encrypted; decrypt it first".formatted(files.key()));
    }

    @Test
    void saysThatAKeyBelongsToAnotherCertificate() throws Exception {
        ServerCertificate other = new SelfSigned(Clock.systemUTC(), new SecureRandom())
                .forHosts(List.of("localhost"), Duration.ofDays(1));
        write(Pem.write(EC.chain()), TestKeys.pem(new JcaPKCS8Generator(other.key(), null)));
        String sentence = "the key in %s does not belong to the certificate in %s: give the key it was made with"
                .formatted(files.key(), files.certificate());

        refuses(sentence);
        write(
                Pem.write(EC.chain()),
                TestKeys.pem(new JcaPKCS8Generator(TestKeys.keys("RSA").getPrivate(), null)));
        refuses(sentence);
    }

    private void refuses(String message) {
        assertThatExceptionOfType(UnusableCertificateException.class)
                .isThrownBy(files::read)
                .withMessage(message);
    }

    private void write(String certificate, String key) throws IOException {
        Files.writeString(files.certificate(), certificate);
        Files.writeString(files.key(), key);
    }
}
