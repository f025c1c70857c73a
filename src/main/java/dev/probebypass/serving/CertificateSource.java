package dev.probebypass.serving;

import dev.probebypass.certificate.Pem;
import dev.probebypass.certificate.PemFiles;
import dev.probebypass.certificate.ReloadingPemFiles;
import dev.probebypass.certificate.SelfSigned;
import dev.probebypass.certificate.ServerCertificate;
import dev.probebypass.operator.ClusterView;
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
 * @param resource what is to be closed with it
 */
record CertificateSource(
        Supplier<ServerCertificate> supplier, Readiness readiness, Optional<Path> file, Resource resource)
        implements Resource {

    private static final Duration LIFE = Duration.ofDays(7);

    static CertificateSource of(
            ServeSettings settings, ClusterConnection cluster, ProgramContext program, Telemetry telemetry) {
        if (settings.tls().files().isPresent()) {
            return fromFiles(
                    settings.tls().files().get(),
                    () -> orderWatch(cluster.view(), settings.ownCertificate().webhookConfiguration(), telemetry),
                    telemetry);
        }
        return cluster.view()
                .map(view -> managed(SelfManagedCertificate.start(settings.ownCertificate(), view, program, telemetry)))
                .orElseGet(() -> selfSigned(settings.listen().host()));
    }

    @Override
    public void close() {
        resource.close();
    }

    private static CertificateSource managed(SelfManagedCertificate managed) {
        return new CertificateSource(
                managed.certificate(), managed.certificate()::unmet, Optional.empty(), managed.upkeep()::close);
    }

    /** The order of the webhooks is watched here where nobody leads, which is where certificates come from elsewhere. */
    private static CertificateSource fromFiles(
            TlsSettings.Files files, Supplier<Resource> orderWatch, Telemetry telemetry) {
        PemFiles pem = new PemFiles(files.certificate(), files.key());
        ReloadingPemFiles certificate = ReloadingPemFiles.of(pem, Clock.systemUTC(), telemetry);
        return new CertificateSource(certificate, Readiness.ALWAYS, Optional.empty(), orderWatch.get());
    }

    private static Resource orderWatch(Optional<ClusterView> view, String webhookConfiguration, Telemetry telemetry) {
        return view.map(there -> WebhookOrderPoll.start(there, webhookConfiguration, telemetry))
                .<Resource>map(watch -> watch::close)
                .orElse(Resource.NONE);
    }

    private static CertificateSource selfSigned(String host) {
        List<String> hosts = List.of("localhost", "127.0.0.1", "::1", host);
        ServerCertificate certificate = new SelfSigned(Clock.systemUTC(), new SecureRandom())
                .forHosts(hosts.stream().distinct().toList(), LIFE);
        Path file = write(certificate);
        return new CertificateSource(
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
