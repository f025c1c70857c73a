package dev.probebypass.certificate;

import dev.probebypass.telemetry.Failure;
import dev.probebypass.telemetry.Telemetry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * The certificate in two files, read again when they have changed. Asked more often than every few seconds it gives what it
 * has. Contents are compared, not times, so that a Secret volume's swapped symlinks count too. What can't be read is
 * reported once; until it is mended the certificate before it serves.
 */
public final class ReloadingPemFiles implements Supplier<ServerCertificate> {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private record Seen(Instant at, PemFiles.Content content, ServerCertificate certificate, String complaint) {

        Seen again(Instant now) {
            return new Seen(now, content, certificate, "");
        }

        Seen complaining(Instant now, String message) {
            return new Seen(now, content, certificate, message);
        }
    }

    private final PemFiles files;
    private final Clock clock;
    private final Telemetry telemetry;
    private final AtomicReference<Seen> seen;

    private ReloadingPemFiles(PemFiles files, Clock clock, Telemetry telemetry) {
        this.files = files;
        this.clock = clock;
        this.telemetry = telemetry;
        this.seen = new AtomicReference<>(read(clock.instant()));
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
        Seen last = seen.get();
        Instant now = clock.instant();
        boolean due = !now.isBefore(last.at().plus(LOOK_EVERY)) || now.isBefore(last.at());
        if (due && seen.compareAndSet(last, last.complaining(now, last.complaint()))) {
            seen.set(lookAgain(last, now));
        }
        return seen.get().certificate();
    }

    private Seen lookAgain(Seen last, Instant now) {
        try {
            PemFiles.Content content = files.content();
            return content.equals(last.content()) ? last.again(now) : read(content, now);
        } catch (UnusableCertificateException e) {
            String complaint = String.valueOf(e.getMessage());
            if (!complaint.equals(last.complaint())) {
                telemetry.failed(Failure.CERTIFICATE, "the new certificate is not used", e);
            }
            return last.complaining(now, complaint);
        }
    }

    private Seen read(Instant now) {
        return read(files.content(), now);
    }

    private Seen read(PemFiles.Content content, Instant now) {
        ServerCertificate certificate = files.parse(content);
        if (certificate.hasEndedBy(now)) {
            telemetry.warned("the certificate in %s ended on %s: clients will refuse it"
                    .formatted(
                            files.certificate(),
                            certificate.leaf().getNotAfter().toInstant()));
        }
        return new Seen(now, content, certificate, "");
    }
}
