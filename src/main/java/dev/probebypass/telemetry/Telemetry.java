package dev.probebypass.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/** Counts what happens, and logs what should not have. Every method may be called by many threads at once. */
public final class Telemetry implements AutoCloseable {

    private static final Set<String> IN_SECONDS = Set.of(MetricNames.SNAPSHOT_AGE, MetricNames.CERTIFICATE_NOT_AFTER);

    /** From what a review takes to what the API server waits for it. */
    private static final Duration[] REVIEW_BUCKETS = LongStream.of(
                    500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 3_000_000)
            .mapToObj(micros -> Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros)))
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final Counters reviews = new Counters(registry, MetricNames.REVIEWS, "outcome", "reason");
    private final Counters ports = new Counters(registry, MetricNames.PORTS, "verdict", "reason");
    private final Map<Rejection, Counter> rejections =
            perCase(Rejection.class, MetricNames.REJECTED_REQUESTS, "reason", Rejection::label);
    private final Map<Failure, Counter> failures = perCase(Failure.class, MetricNames.ERRORS, "kind", Failure::label);
    private final Counter deadlineExceeded = registry.counter(MetricNames.DEADLINE_EXCEEDED);
    private final Counter meshConfigurationMissing = registry.counter(MetricNames.MESH_CONFIGURATION_MISSING);
    private final Map<CertificateKind, Counter> rotations = new ConcurrentHashMap<>();
    private final Counter bundleRepairs = registry.counter(MetricNames.CA_BUNDLE_REPAIRS);
    private final Timer reviewDuration = Timer.builder(MetricNames.REVIEW_DURATION)
            .serviceLevelObjectives(REVIEW_BUCKETS)
            .register(registry);

    private final MultiGauge staleRevisions = MultiGauge.builder(MetricNames.MESH_CONFIGURATION_STALE)
            .baseUnit("seconds")
            .register(registry);
    private volatile Supplier<Map<String, Duration>> staleness = Map::of;

    private final Function<String, Logger> loggers;
    private final Logger log;

    private Telemetry(Function<String, Logger> loggers) {
        this.loggers = loggers;
        this.log = loggers.apply("dev.probebypass");
    }

    /** An empty registry, but for what the JVM says of itself. The version is that of this build. */
    public static Telemetry forVersion(String version) {
        Telemetry telemetry = new Telemetry(LoggerFactory::getLogger);
        telemetry.gauge(MetricNames.BUILD, "version", version, () -> 1);
        new JvmMemoryMetrics().bindTo(telemetry.registry);
        new JvmThreadMetrics().bindTo(telemetry.registry);
        telemetry.garbageCollection.bindTo(telemetry.registry);
        return telemetry;
    }

    /** Counts for nobody and logs nothing: for what is done to be ready, and by nobody's request. */
    public static Telemetry unheard() {
        return new Telemetry(_ -> NOPLogger.NOP_LOGGER);
    }

    /** Where a class of another room writes what it has to say beside its counts. */
    public Logger logger(Class<?> writer) {
        return loggers.apply(writer.getName());
    }

    /** Counts one review; the reason is the pod's, or empty when its ports were decided one by one. */
    public void reviewed(Outcome outcome, String reason) {
        reviews.count(outcome.label(), reason);
    }

    /** Counts one probe port of a review. */
    public void decided(String verdict, String reason) {
        ports.count(verdict, reason);
    }

    /** Records how long a review took. */
    public void reviewTook(long nanos) {
        reviewDuration.record(nanos, TimeUnit.NANOSECONDS);
    }

    /** Counts a review whose answer came too late for its caller. */
    public void deadlineExceeded() {
        deadlineExceeded.increment();
    }

    /** Shows how many reviews are being answered, and how many bytes their requests hold. */
    public void showInFlight(Supplier<Number> reviewsInFlight, Supplier<Number> bytesInFlight) {
        Gauge.builder(MetricNames.REVIEWS_IN_FLIGHT, reviewsInFlight).register(registry);
        Gauge.builder(MetricNames.BYTES_IN_FLIGHT, bytesInFlight).register(registry);
    }

    /** Counts a request that was refused. */
    public void rejected(Rejection reason) {
        count(rejections, reason);
    }

    /** Shows the age of a watched resource, and whether it can be relied on. */
    public void showSnapshot(String resource, Supplier<Duration> age, BooleanSupplier synced) {
        gauge(MetricNames.SNAPSHOT_AGE, "resource", resource, () -> age.get().toMillis() / 1000.0);
        gauge(MetricNames.SNAPSHOT_SYNCED, "resource", resource, () -> synced.getAsBoolean() ? 1 : 0);
    }

    /** Shows when a certificate ends, and counts from now on how often it is rotated. */
    public void showCertificate(CertificateKind kind, Supplier<Optional<Instant>> end) {
        rotations.put(kind, registry.counter(MetricNames.CERTIFICATE_ROTATIONS, "kind", kind.label()));
        gauge(
                MetricNames.CERTIFICATE_NOT_AFTER,
                "kind",
                kind.label(),
                () -> end.get()
                        .map(Instant::getEpochSecond)
                        .map(Long::doubleValue)
                        .orElse(Double.NaN));
    }

    /** Counts a certificate that took the place of another. */
    public void rotated(CertificateKind kind) {
        count(rotations, kind);
    }

    /** Shows how the upkeep of the cluster's side fares. */
    public void showUpkeep(BooleanSupplier bundleInSync, BooleanSupplier leader) {
        gauge(MetricNames.CA_BUNDLE_IN_SYNC, bundleInSync);
        gauge(MetricNames.LEADER, leader);
    }

    /** Shows whether there is a webhook configuration by which we are called. */
    public void showRegistration(BooleanSupplier isThere) {
        gauge(MetricNames.WEBHOOK_CONFIGURATION_PRESENT, isThere);
    }

    /** Shows whether we are called before the mesh's injector. */
    public void showOrder(BooleanSupplier isRight) {
        gauge(MetricNames.WEBHOOK_ORDER_OK, isRight);
    }

    /** Counts a caBundle that somebody else had changed. */
    public void bundleRepaired() {
        bundleRepairs.increment();
    }

    /** Shows for each of the mesh's revisions how long what is known of it has been out of date. */
    public void showStaleness(Supplier<Map<String, Duration>> byRevision) {
        staleness = byRevision;
    }

    /** Counts a review that had to do without the mesh's configuration. */
    public void meshConfigurationMissing() {
        meshConfigurationMissing.increment();
    }

    /** Counts a failure and writes one log line about it; the stack trace is there at level debug. */
    public void failed(Failure kind, String what, Throwable cause) {
        count(failures, kind);
        log.atError()
                .addKeyValue(LogKeys.KIND, kind.label())
                .addKeyValue(LogKeys.ERROR, cause)
                .addKeyValue(LogKeys.AT, cause.getStackTrace().length == 0 ? "unknown" : cause.getStackTrace()[0])
                .log(what);
        log.debug(what, cause);
    }

    /** Counts a failure that no exception came with, and writes one log line about it. */
    public void failed(Failure kind, String what) {
        count(failures, kind);
        log.atError().addKeyValue(LogKeys.KIND, kind.label()).log(what);
    }

    /** Writes one log line about something an operator should look at. */
    public void warned(String what) {
        log.warn(what);
    }

    /** All metrics, in version 0.0.4 of Prometheus' text format. */
    public String scrape() {
        showStaleness();
        return registry.scrape();
    }

    /** Revisions come and go, and a gauge would stay. */
    private void showStaleness() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        staleness
                .get()
                .forEach((revision, time) ->
                        rows.add(MultiGauge.Row.of(Tags.of("revision", revision), time.toMillis() / 1000.0)));
        staleRevisions.register(rows, true);
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }

    private static <E extends Enum<E>> void count(Map<E, Counter> counters, E which) {
        Counter counter = counters.get(which);
        if (counter != null) { // every case has one
            counter.increment();
        }
    }

    private void gauge(String name, BooleanSupplier holds) {
        Gauge.builder(name, () -> holds.getAsBoolean() ? 1 : 0).register(registry);
    }

    private void gauge(String name, String label, String value, Supplier<Number> measure) {
        Gauge.builder(name, measure)
                .baseUnit(IN_SECONDS.contains(name) ? "seconds" : null)
                .tag(label, value)
                .register(registry);
    }

    private <E extends Enum<E>> Map<E, Counter> perCase(
            Class<E> cases, String name, String label, Function<E, String> value) {
        Map<E, Counter> counters = new EnumMap<>(cases);
        for (E each : cases.getEnumConstants()) {
            counters.put(each, registry.counter(name, label, value.apply(each)));
        }
        return counters;
    }
}
