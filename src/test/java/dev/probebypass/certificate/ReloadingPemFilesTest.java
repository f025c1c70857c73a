package dev.probebypass.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.probebypass.telemetry.Telemetry;
import dev.probebypass.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files lie as in a Secret volume: links through {@code ..data}, which is swapped as a whole. */
class ReloadingPemFilesTest {

    private final SettableClock clock = new SettableClock();
    private final Telemetry telemetry = Telemetry.forVersion("test");
    private final ServerCertificate first = fresh();
    private final ServerCertificate second = fresh();

    @TempDir
    private Path volume;

    private PemFiles files;

    @BeforeEach
    void mount() throws IOException {
        files = new PemFiles(volume.resolve("tls.crt"), volume.resolve("tls.key"));
        Files.createSymbolicLink(files.certificate(), Path.of("..data", "tls.crt"));
        Files.createSymbolicLink(files.key(), Path.of("..data", "tls.key"));
        mount("..1", first, first);
    }

    @AfterEach
    void close() {
        telemetry.close();
    }

    @Test
    void showsTheNewCertificateTenSecondsAfterTheVolumeWasSwapped() throws IOException {
        ReloadingPemFiles reloading = ReloadingPemFiles.of(files, clock, telemetry);
        mount("..2", second, second);

        ServerCertificate atOnce = reloading.get();
        clock.advance(Duration.ofSeconds(10));
        ServerCertificate later = reloading.get();

        assertThat(atOnce).isEqualTo(first);
        assertThat(later).isEqualTo(second);
    }

    @Test
    void saysEachOfTwoFaultsThatTakeTurnsOnce() throws IOException {
        ReloadingPemFiles reloading = ReloadingPemFiles.of(files, clock, telemetry);
        for (int turn = 0; turn < 10; turn++) {
            if (turn % 2 == 0) {
                mount("..bad" + turn, second, first);
            } else {
                Files.delete(volume.resolve("..data"));
            }
            clock.advance(Duration.ofSeconds(10));
            reloading.get();
        }

        assertThat(telemetry.scrape()).contains("probe_bypass_errors_total{kind=\"certificate\"} 2.0\n");
    }

    @Test
    void givesTheSameObjectWhileNothingChanges() {
        ReloadingPemFiles reloading = ReloadingPemFiles.of(files, clock, telemetry);
        ServerCertificate before = reloading.get();

        clock.advance(Duration.ofHours(1));

        assertThat(reloading.get()).isSameAs(before);
    }

    @Test
    void keepsTheOldOneWhileTheNewOneIsUnusableAndSaysSoOnce() throws IOException {
        ReloadingPemFiles reloading = ReloadingPemFiles.of(files, clock, telemetry);
        mount("..2", second, first);

        clock.advance(Duration.ofSeconds(10));
        ServerCertificate mismatched = reloading.get();
        clock.advance(Duration.ofSeconds(10));
        ServerCertificate still = reloading.get();
        mount("..3", second, second);
        clock.advance(Duration.ofSeconds(10));
        ServerCertificate mended = reloading.get();

        assertThat(List.of(mismatched, still)).containsOnly(first);
        assertThat(mended).isEqualTo(second);
        assertThat(telemetry.scrape()).contains("probe_bypass_errors_total{kind=\"certificate\"} 1.0\n");
    }

    @Test
    void keepsTheOldOneWhenTheFilesAreGone() throws IOException {
        ReloadingPemFiles reloading = ReloadingPemFiles.of(files, clock, telemetry);
        Files.delete(volume.resolve("..data"));

        clock.advance(Duration.ofSeconds(10));

        assertThat(reloading.get()).isEqualTo(first);
    }

    @Test
    void looksAgainAfterTheClockWasSetBack() throws IOException {
        ReloadingPemFiles reloading = ReloadingPemFiles.of(files, clock, telemetry);
        mount("..2", second, second);

        clock.advance(Duration.ofDays(-1));

        assertThat(reloading.get()).isEqualTo(second);
    }

    @Test
    void doesNotStartWithUnusableFiles() throws IOException {
        mount("..2", second, first);

        assertThatExceptionOfType(UnusableCertificateException.class)
                .isThrownBy(() -> ReloadingPemFiles.of(files, clock, telemetry));
    }

    private void mount(String version, ServerCertificate certificate, ServerCertificate key) throws IOException {
        Path folder = Files.createDirectory(volume.resolve(version));
        Files.writeString(folder.resolve("tls.crt"), Pem.write(certificate.chain()));
        Files.writeString(folder.resolve("tls.key"), TestKeys.pem(key.key()));
        Path next = Files.createSymbolicLink(volume.resolve("..data_tmp"), Path.of(version));
        Files.move(next, volume.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static ServerCertificate fresh() {
        return new SelfSigned(Clock.systemUTC(), new SecureRandom()).forHosts(List.of("localhost"), Duration.ofDays(1));
    }
}
