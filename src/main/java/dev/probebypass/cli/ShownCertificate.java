package dev.probebypass.cli;

import dev.probebypass.certificate.Pem;
import dev.probebypass.certificate.PemFiles;
import dev.probebypass.certificate.ReloadingPemFiles;
import dev.probebypass.certificate.SelfSigned;
import dev.probebypass.certificate.ServerCertificate;
import dev.probebypass.settings.ServeSettings;
import dev.probebypass.settings.TlsSettings;
import dev.probebypass.telemetry.Telemetry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The certificate that the server shows: from files, or one it made for itself and wrote down for its callers.
 *
 * @param supplier asked at every handshake
 * @param file where the one it made is, while the server runs
 */
record ShownCertificate(Supplier<ServerCertificate> supplier, Optional<Path> file) {

    private static final Duration LIFE = Duration.ofDays(7);

    static ShownCertificate of(ServeSettings settings, Telemetry telemetry) {
        return settings.tls()
                .files()
                .map(files -> fromFiles(files, telemetry))
                .orElseGet(() -> selfSigned(settings.listen().host()));
    }

    private static ShownCertificate fromFiles(TlsSettings.Files files, Telemetry telemetry) {
        PemFiles pem = new PemFiles(files.certificate(), files.key());
        return new ShownCertificate(ReloadingPemFiles.of(pem, Clock.systemUTC(), telemetry), Optional.empty());
    }

    private static ShownCertificate selfSigned(String host) {
        List<String> hosts = List.of("localhost", "127.0.0.1", "::1", host);
        ServerCertificate certificate = new SelfSigned(Clock.systemUTC(), new SecureRandom())
                .forHosts(hosts.stream().distinct().toList(), LIFE);
        return new ShownCertificate(() -> certificate, Optional.of(write(certificate)));
    }

    private static Path write(ServerCertificate certificate) {
        try {
            return Files.writeString(
                    Files.createTempFile("probe-bypass-", ".crt"), Pem.write(List.of(certificate.leaf())));
        } catch (IOException e) {
            throw new UncheckedIOException("the certificate can't be written to the temporary directory", e);
        }
    }

    /** Takes away what was written down. */
    void remove() {
        file.ifPresent(path -> path.toFile().delete());
    }
}
