package dev.probebypass.telemetry;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOPLogger;

/**
 * The metrics of each room on one registry, and the log. Every method of it, and of what it hands out, may be called by many
 * threads at once.
 */
public final class Telemetry implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
    private final Function<String, Logger> loggers;
    private final ReviewMetrics reviews;
    private final ServerMetrics server;
    private final CertificateMetrics certificates;
    private final WatchMetrics watches;
    private final OperatorMetrics operator;
    private final FailureLog failures;

    private Telemetry(Function<String, Logger> loggers) {
        Meters meters = new Meters(registry);
        this.loggers = loggers;
        this.reviews = new ReviewMetrics(meters);
        this.server = new ServerMetrics(meters);
        this.certificates = new CertificateMetrics(meters);
        this.watches = new WatchMetrics(meters);
        this.operator = new OperatorMetrics(meters);
        this.failures = new FailureLog(meters, loggers.apply("dev.probebypass"));
    }

    /** An empty registry, but for what the JVM says of itself. The version is that of this build. */
    public static Telemetry forVersion(String version) {
        Telemetry telemetry = new Telemetry(LoggerFactory::getLogger);
        new Meters(telemetry.registry).gauge(Metric.BUILD, () -> 1, "version", version);
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

    /** Where a class of another room writes what happens; what fails goes to {@link #failures()}. */
    public Logger logger(Class<?> writer) {
        return loggers.apply(writer.getName());
    }

    /** Of {@code admission}. */
    public ReviewMetrics reviews() {
        return reviews;
    }

    /** Of {@code server}. */
    public ServerMetrics server() {
        return server;
    }

    /** Of {@code certificate}. */
    public CertificateMetrics certificates() {
        return certificates;
    }

    /** Of {@code cluster.watch}. */
    public WatchMetrics watches() {
        return watches;
    }

    /** Of {@code operator}. */
    public OperatorMetrics operator() {
        return operator;
    }

    /** Of every room. */
    public FailureLog failures() {
        return failures;
    }

    /** All metrics, in version 0.0.4 of Prometheus' text format. */
    public String scrape() {
        watches.refresh();
        return registry.scrape();
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}
