package dev.probebypass.telemetry;

import io.micrometer.core.instrument.Counter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** How long certificates hold, and how often they are rotated. */
public final class CertificateMetrics {

    private final Meters meters;
    private final Map<CertificateKind, Counter> rotations = new ConcurrentHashMap<>();

    CertificateMetrics(Meters meters) {
        this.meters = meters;
    }

    /** Shows when a certificate ends, and counts from now on how often it is rotated. */
    public void show(CertificateKind kind, Supplier<Optional<Instant>> end) {
        rotations.put(kind, meters.counter(Metric.CERTIFICATE_ROTATIONS, "kind", kind.label()));
        meters.gauge(Metric.CERTIFICATE_NOT_AFTER, () -> secondsOf(end.get()), "kind", kind.label());
    }

    /** Counts a certificate that took the place of another. */
    public void rotated(CertificateKind kind) {
        Meters.count(rotations, kind);
    }

    private static double secondsOf(Optional<Instant> end) {
        return end.map(Instant::getEpochSecond).map(Long::doubleValue).orElse(Double.NaN);
    }
}
