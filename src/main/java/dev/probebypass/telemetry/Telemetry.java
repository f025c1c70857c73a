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
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
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
import org.slf4j.spi.LoggingEventBuilder;

/** Counts what happens, and logs what should not have. Every method may be called by many threads at once. */
public final class Telemetry implements AutoCloseable {

    private static final Set<Metric> IN_SECONDS = Set.of(Metric.SNAPSHOT_AGE, Metric.CERTIFICATE_NOT_AFTER);

    /** From what a review takes to what the API server waits for it. */
    private static final Duration[] REVIEW_BUCKETS = LongStream.of(
                    500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 3_000_000)
            .mapToObj(micros -> Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros)))
            .toArray(Duration[]::new);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final Counters reviews = new Counters(registry, Metric.REVIEWS, "outcome", "reason");
    private final Counters ports = new Counters(registry, Metric.PORTS, "verdict", "reason");
    private final Map<Rejection, Counter> rejections =
            perCase(Rejection.class, Metric.REJECTED_REQUESTS, "reason", Rejection::label);
    private final Map<Failure, Counter> failures = perCase(Failure.class, Metric.ERRORS, "kind", Failure::label);
    private final Counter deadlineExceeded = counter(Metric.DEADLINE_EXCEEDED);
    private final Counter meshConfigurationMissing = counter(Metric.MESH_CONFIGURATION_MISSING);
    private final Map<CertificateKind, Counter> rotations = new ConcurrentHashMap<>();
    private final Counter bundleRepairs = counter(Metric.CA_BUNDLE_REPAIRS);
    private final Timer reviewDuration = Timer.builder(Metric.REVIEW_DURATION.id())
            .description(Metric.REVIEW_DURATION.help())
            .serviceLevelObjectives(REVIEW_BUCKETS)
            .register(registry);

    private final MultiGauge staleRevisions = MultiGauge.builder(Metric.MESH_CONFIGURATION_STALE.id())
            .description(Metric.MESH_CONFIGURATION_STALE.help())
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
        telemetry.gauge(Metric.BUILD, "version", version, () -> 1);
        new JvmMemoryMetrics().bindTo(telemetry.registry);
        new JvmThreadMetrics().bindTo(telemetry.registry);
        telemetry.garbageCollection.bindTo(telemetry.registry);
        // Micrometer's own have other names than all the dashboards and alerts that ask for process_….
        ProcessMetrics.builder().register(telemetry.registry.getPrometheusRegistry());
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

    /** Shows reviews with this end before there is one, so that the first is seen to be one more. */
    public void expectReviews(Outcome outcome, String reason) {
        reviews.expect(outcome.label(), reason);
    }

    /** Shows ports with this end before there is one. */
    public void expectPorts(String verdict, String reason) {
        ports.expect(verdict, reason);
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
        gauge(Metric.REVIEWS_IN_FLIGHT, reviewsInFlight).register(registry);
        gauge(Metric.BYTES_IN_FLIGHT, bytesInFlight).register(registry);
    }

    /** Counts a request that was refused. */
    public void rejected(Rejection reason) {
        count(rejections, reason);
    }

    /** Shows the age of a watched resource, and whether it can be relied on. */
    public void showSnapshot(String resource, Supplier<Duration> age, BooleanSupplier synced) {
        gauge(Metric.SNAPSHOT_AGE, "resource", resource, () -> age.get().toMillis() / 1000.0);
        gauge(Metric.SNAPSHOT_SYNCED, "resource", resource, () -> synced.getAsBoolean() ? 1 : 0);
    }

    /** Shows when a certificate ends, and counts from now on how often it is rotated. */
    public void showCertificate(CertificateKind kind, Supplier<Optional<Instant>> end) {
        rotations.put(kind, counter(Metric.CERTIFICATE_ROTATIONS, "kind", kind.label()));
        gauge(
                Metric.CERTIFICATE_NOT_AFTER,
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
        gauge(Metric.CA_BUNDLE_IN_SYNC, bundleInSync);
        gauge(Metric.LEADER, leader);
    }

    /** Shows whether there is a webhook configuration by which we are called. */
    public void showRegistration(BooleanSupplier isThere) {
        gauge(Metric.WEBHOOK_CONFIGURATION_PRESENT, isThere);
    }

    /** Shows whether we are called before the mesh's injector. */
    public void showOrder(BooleanSupplier isRight) {
        gauge(Metric.WEBHOOK_ORDER_OK, isRight);
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
        fail(kind, what, log.atError(), cause);
    }

    private void fail(Failure kind, String what, LoggingEventBuilder line, Throwable cause) {
        count(failures, kind);
        line.addKeyValue(LogKeys.KIND, kind.label())
                .addKeyValue(LogKeys.ERROR, Cause.describe(cause))
                .addKeyValue(LogKeys.AT, cause.getStackTrace().length == 0 ? "unknown" : cause.getStackTrace()[0])
                .log(what);
        log.debug(what, cause);
    }

    /** Counts a failure to do with one pod, and writes one log line about it. */
    public void failed(Failure kind, String what, Subject subject) {
        count(failures, kind);
        about(subject, log.atError()).addKeyValue(LogKeys.KIND, kind.label()).log(what);
    }

    /** Counts a failure to do with one pod, and writes one log line about it; the stack trace is there at level debug. */
    public void failed(Failure kind, String what, Subject subject, Throwable cause) {
        fail(kind, what, about(subject, log.atError()), cause);
    }

    private static LoggingEventBuilder about(Subject subject, LoggingEventBuilder line) {
        return line.addKeyValue(LogKeys.NAMESPACE, subject.namespace()).addKeyValue(LogKeys.POD, subject.pod());
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

    private Counter counter(Metric metric, String... labels) {
        return Counter.builder(metric.id())
                .description(metric.help())
                .tags(labels)
                .register(registry);
    }

    private void gauge(Metric metric, BooleanSupplier holds) {
        gauge(metric, () -> holds.getAsBoolean() ? 1 : 0).register(registry);
    }

    private void gauge(Metric metric, String label, String value, Supplier<Number> measure) {
        gauge(metric, measure).tag(label, value).register(registry);
    }

    private static Gauge.Builder<Supplier<Number>> gauge(Metric metric, Supplier<Number> measure) {
        return Gauge.builder(metric.id(), measure)
                .description(metric.help())
                .baseUnit(IN_SECONDS.contains(metric) ? "seconds" : null);
    }

    private <E extends Enum<E>> Map<E, Counter> perCase(
            Class<E> cases, Metric metric, String label, Function<E, String> value) {
        Map<E, Counter> counters = new EnumMap<>(cases);
        for (E each : cases.getEnumConstants()) {
            counters.put(each, counter(metric, label, value.apply(each)));
        }
        return counters;
    }
}
