package dev.probebypass.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.probebypass.telemetry.Telemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.operator.OperatorCreationException;

/** What holds for every text that may stand where certificates and keys are expected. */
class AnyPemTest {

    private static final Telemetry TELEMETRY = Telemetry.forVersion("test");
    private static final ServerCertificate EC =
            new SelfSigned(Clock.systemUTC(), new SecureRandom()).forHosts(List.of("localhost"), Duration.ofDays(1));
    private static final List<ServerCertificate> PAIRS =
            List.of(EC, pair("RSA", "SHA256withRSA"), pair("Ed25519", "Ed25519"));
    private static final PemFiles FILES = new PemFiles(Path.of("tls.crt"), Path.of("tls.key"));

    @AfterContainer
    static void close() {
        TELEMETRY.close();
    }

    /** Blocks of right and wrong kinds around DER that is right, cut, or has bytes changed; rubbish; and what is no PEM. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> blocks =
                Combinators.combine(labels(), labels(), bodies()).as(AnyPemTest::block);
        return Arbitraries.frequencyOf(
                        Tuple.of(8, blocks), Tuple.of(1, Arbitraries.strings().ascii()))
                .list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .map(parts -> String.join("", parts));
    }

    @Property(tries = 5000)
    void asCertificatesIsReadOrUnreadable(@ForAll("texts") String text) {
        onlyChecked(() -> Pem.certificates(text));
        assertThat(catchThrowable(() -> Pem.read(text))).isNull();
    }

    @Property(tries = 5000)
    void asKeyIsReadOrUnreadable(@ForAll("texts") String text) {
        onlyChecked(() -> Pem.privateKey(text));
    }

    @Property(tries = 2000)
    void asPairIsOfUseOrNot(@ForAll("texts") String certificate, @ForAll("texts") String key) {
        onlyUnusable(() -> FILES.parse(new PemFiles.Content(certificate, key)));
        onlyUnusable(() -> FILES.parse(new PemFiles.Content(Pem.write(EC.chain()), key)));
        onlyUnusable(() -> FILES.parse(new PemFiles.Content(certificate, TestKeys.pem(EC.key()))));
    }

    @Property(tries = 500)
    void asClientAuthoritiesIsOfUseOrNot(@ForAll("texts") String text) throws IOException {
        Path file = Files.createTempFile("clients", ".crt");
        try {
            Files.writeString(file, text);
            onlyUnusable(() -> ClientAuthorities.of(file, ClientNames.ANY, Clock.systemUTC(), TELEMETRY));
        } finally {
            Files.delete(file);
        }
    }

    @Property(tries = 1000)
    void inTheSecretIsAnAuthorityOrDamage(@ForAll("texts") String certificate, @ForAll("texts") String key) {
        Map<String, String> entries = Map.of(
                "ca.crt", certificate, "ca.key", key, "next.crt", key, "next.key", key, "retired.crt", certificate);

        assertThat(catchThrowable(() -> AuthorityRecord.read(entries))).isNull();
    }

    private static void onlyChecked(ThrowingCallable reader) {
        Throwable thrown = catchThrowable(reader);
        if (thrown != null) {
            assertThat(thrown).isExactlyInstanceOf(UnreadablePemException.class).hasMessageMatching("\\S.*");
        }
    }

    private static void onlyUnusable(ThrowingCallable reader) {
        Throwable thrown = catchThrowable(reader);
        if (thrown != null) {
            assertThat(thrown).isExactlyInstanceOf(UnusableCertificateException.class);
        }
    }

    private static Arbitrary<String> labels() {
        return Arbitraries.of(
                "CERTIFICATE",
                "CERTIFICATE",
                "X509 CERTIFICATE",
                "TRUSTED CERTIFICATE",
                "PRIVATE KEY",
                "PRIVATE KEY",
                "EC PRIVATE KEY",
                "RSA PRIVATE KEY",
                "DSA PRIVATE KEY",
                "ENCRYPTED PRIVATE KEY",
                "EC PARAMETERS",
                "PUBLIC KEY",
                "RSA PUBLIC KEY",
                "CERTIFICATE REQUEST",
                "X509 CRL",
                "PKCS7",
                "ATTRIBUTE CERTIFICATE",
                "NOTHING KNOWN");
    }

    private static Arbitrary<String> bodies() {
        Arbitrary<String> damaged = Combinators.combine(
                        Arbitraries.of(sources()),
                        Arbitraries.integers().between(0, 2000),
                        Arbitraries.bytes().list().ofMaxSize(3))
                .as(AnyPemTest::damaged);
        Arbitrary<String> rubbish =
                Arbitraries.strings().withChars("AZaz09+/=!- \n:,").ofMaxLength(200);
        Arbitrary<String> headers = Arbitraries.of(
                "Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA",
                "Proc-Type: 4,ENCRYPTED\n\nAAAA",
                "!!!",
                "");
        return Arbitraries.oneOf(damaged, damaged, rubbish, headers);
    }

    private static List<byte[]> sources() {
        return PAIRS.stream()
                .flatMap(pair -> Stream.of(encoded(pair), pair.key().getEncoded()))
                .toList();
    }

    private static String damaged(byte[] der, int at, List<Byte> bytes) {
        byte[] copy = bytes.size() == 3 ? Arrays.copyOf(der, at % der.length) : der.clone();
        for (int i = 0; i < bytes.size() && at % der.length + i < copy.length; i++) {
            copy[at % der.length + i] = bytes.get(i);
        }
        return Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(copy);
    }

    private static String block(String begin, String end, String body) {
        String last = body.length() % 7 == 0 ? end : begin; // mostly the same
        return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(begin, body, last);
    }

    private static byte[] encoded(ServerCertificate pair) {
        try {
            return pair.leaf().getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ServerCertificate pair(String kind, String algorithm) {
        try {
            return TestKeys.signed(TestKeys.keys(kind), algorithm, Instant.now().plus(Duration.ofDays(1)));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }
}
