package dev.probebypass.certificate;

import dev.probebypass.telemetry.Telemetry;
import java.time.Clock;
import java.util.function.Supplier;

/** The certificate in two files, read again when they have changed. */
public final class ReloadingPemFiles implements Supplier<ServerCertificate> {

    private final PemFiles files;
    private final Clock clock;
    private final Telemetry telemetry;
    private final Reloading<PemFiles.Content, ServerCertificate> current;

    private ReloadingPemFiles(PemFiles files, Clock clock, Telemetry telemetry) {
        this.files = files;
        this.clock = clock;
        this.telemetry = telemetry;
        this.current = new Reloading<>(
                new Reloading.Source<>(files::content, this::parse, "the new certificate is not used"),
                clock,
                telemetry);
    }

    /**
     * Reads the files for the first time.
     *
     * @throws UnusableCertificateException when they can't serve
     */
    public static ReloadingPemFiles of(PemFiles files, Clock clock, Telemetry telemetry) {
        return new ReloadingPemFiles(files, clock, telemetry);
    }

    @Override
    public ServerCertificate get() {
        return current.get();
    }

    private ServerCertificate parse(PemFiles.Content content) {
        ServerCertificate certificate = files.parse(content);
        if (certificate.hasEndedBy(clock.instant())) {
            telemetry
                    .logger(ReloadingPemFiles.class)
                    .warn(
                            "the certificate in {} ended on {}: clients will refuse it",
                            files.certificate(),
                            certificate.leaf().getNotAfter().toInstant());
        }
        return certificate;
    }
}
