package dev.probebypass.cli;

import dev.probebypass.certificate.Pem;
import dev.probebypass.certificate.PemFiles;
import dev.probebypass.certificate.ReloadingPemFiles;
import dev.probebypass.certificate.SelfSigned;
import dev.probebypass.certificate.ServerCertificate;
import dev.probebypass.operator.WebhookOrderPoll;
import dev.probebypass.server.Readiness;
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
 * The certificate that the server shows: from files; or signed by an authority that the cluster keeps; or, without a cluster,
 * one that vouches for itself and is written down for callers.
 *
 * @param supplier asked at every handshake
 * @param readiness whether the API server accepts it, as far as that can be known
 * @param file where the one that vouches for itself is, while the server runs
 * @param end to be run when nobody asks any more
 */
record ShownCertificate(Supplier<ServerCertificate> supplier, Readiness readiness, Optional<Path> file, Runnable end) {

    private static final Duration LIFE = Duration.ofDays(7);

    static ShownCertificate of(ServeSettings settings, KnownCluster cluster, Terminal terminal, Telemetry telemetry) {
        if (settings.tls().files().isPresent()) {
            Runnable end = cluster.view()
                    .map(view -> WebhookOrderPoll.start(
                            view, settings.ownCertificate().webhookConfiguration(), telemetry))
                    .<Runnable>map(watch -> watch::close)
                    .orElse(() -> {});
            return fromFiles(settings.tls().files().get(), end, telemetry);
        }
        return cluster.view()
                .map(view -> managed(ManagedCertificate.start(settings.ownCertificate(), view, terminal, telemetry)))
                .orElseGet(() -> selfSigned(settings.listen().host()));
    }

    private static ShownCertificate managed(ManagedCertificate managed) {
        return new ShownCertificate(
                managed.certificate(), managed.certificate()::unmet, Optional.empty(), managed.upkeep()::close);
    }

    private static ShownCertificate fromFiles(TlsSettings.Files files, Runnable end, Telemetry telemetry) {
        PemFiles pem = new PemFiles(files.certificate(), files.key());
        return new ShownCertificate(
                ReloadingPemFiles.of(pem, Clock.systemUTC(), telemetry), Readiness.ALWAYS, Optional.empty(), end);
    }

    private static ShownCertificate selfSigned(String host) {
        List<String> hosts = List.of("localhost", "127.0.0.1", "::1", host);
        ServerCertificate certificate = new SelfSigned(Clock.systemUTC(), new SecureRandom())
                .forHosts(hosts.stream().distinct().toList(), LIFE);
        Path file = write(certificate);
        return new ShownCertificate(
                () -> certificate,
                Readiness.ALWAYS,
                Optional.of(file),
                () -> file.toFile().delete());
    }

    private static Path write(ServerCertificate certificate) {
        try {
            return Files.writeString(
                    Files.createTempFile("probe-bypass-", ".crt"), Pem.write(List.of(certificate.leaf())));
        } catch (IOException e) {
            throw new UncheckedIOException("the certificate can't be written to the temporary directory", e);
        }
    }
}
