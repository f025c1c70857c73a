package dev.probebypass.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.probebypass.telemetry.Telemetry;
import dev.probebypass.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientAuthoritiesTest {

    private final SettableClock clock = new SettableClock();
    private final Telemetry telemetry = Telemetry.forVersion("test");
    private final X509Certificate first = fresh();
    private final X509Certificate second = fresh();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void areAllThatTheFileHolds() throws IOException {
        ClientAuthorities authorities = reading(Pem.write(List.of(first, second)));

        assertThat(authorities.getAcceptedIssuers()).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void changeWithTheFile() throws IOException {
        ClientAuthorities authorities = reading(Pem.write(List.of(first)));
        write(Pem.write(List.of(second)));

        clock.advance(Duration.ofSeconds(10));

        assertThat(authorities.getAcceptedIssuers()).containsExactly(second);
    }

    @Test
    void stayWhileTheNewOnesCanNotBeRead() throws IOException {
        ClientAuthorities authorities = reading(Pem.write(List.of(first)));
        write("no certificate");

        clock.advance(Duration.ofSeconds(10));

        assertThat(authorities.getAcceptedIssuers()).containsExactly(first);
        assertThat(telemetry.scrape()).contains("probe_bypass_errors_total{kind=\"certificate\"} 1.0\n");
    }

    @Test
    void mustBeThereFromTheStart() {
        assertThatExceptionOfType(UnusableCertificateException.class)
                .isThrownBy(() -> reading("no certificate"))
                .withMessageEndingWith("clients.crt holds no certificate: it must be PEM, with BEGIN CERTIFICATE");
        assertThatExceptionOfType(UnusableCertificateException.class)
                .isThrownBy(() -> reading("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"))
                .withMessageContaining("clients.crt holds a certificate that can't be parsed: ");
        assertThatExceptionOfType(UnusableCertificateException.class)
                .isThrownBy(() -> ClientAuthorities.of(directory.resolve("absent"), ClientNames.ANY, clock, telemetry))
                .withMessageEndingWith("absent does not exist");
    }

    @Test
    void vouchForNoServer() throws IOException {
        ClientAuthorities authorities = reading(Pem.write(List.of(first)));

        assertThatExceptionOfType(CertificateException.class)
                .isThrownBy(() -> authorities.checkServerTrusted(new X509Certificate[] {first}, "EC"));
    }

    private ClientAuthorities reading(String pem) throws IOException {
        return ClientAuthorities.of(write(pem), ClientNames.ANY, clock, telemetry);
    }

    private Path write(String pem) throws IOException {
        return Files.writeString(directory.resolve("clients.crt"), pem);
    }

    private static X509Certificate fresh() {
        return new SelfSigned(Clock.systemUTC(), new SecureRandom())
                .forHosts(List.of("localhost"), Duration.ofDays(1))
                .leaf();
    }
}
