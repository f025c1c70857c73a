package dev.probebypass.telemetry;

import dev.probebypass.text.OutsideText;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes the meters of our metrics in one registry, each with its name, help text and unit. */
record Meters(MeterRegistry registry) {

    private static final Set<Metric> IN_SECONDS = Set.of(Metric.SNAPSHOT_AGE, Metric.CERTIFICATE_NOT_AFTER);

    /** A counter at 0; the labels are names and values in turn. */
    Counter counter(Metric metric, String... labels) {
        return Counter.builder(metric.id())
                .description(metric.help())
                .tags(shown(labels))
                .register(registry);
    }

    Counters counters(Metric metric, String firstLabel, String secondLabel) {
        return new Counters(this, metric, firstLabel, secondLabel);
    }

    /** A counter at 0 for every constant. */
    <E extends Enum<E>> Map<E, Counter> counters(
            Metric metric, String label, Class<E> values, Function<E, String> value) {
        Map<E, Counter> counters = new EnumMap<>(values);
        for (E each : values.getEnumConstants()) {
            counters.put(each, counter(metric, label, value.apply(each)));
        }
        return counters;
    }

    static <E extends Enum<E>> void count(Map<E, Counter> counters, E which) {
        Counter counter = counters.get(which);
        if (counter != null) { // every constant has one
            counter.increment();
        }
    }

    /** 1 while it holds, else 0. */
    void flag(Metric metric, BooleanSupplier holds, String... labels) {
        gauge(metric, () -> holds.getAsBoolean() ? 1 : 0, labels);
    }

    /** What it measures at the time of a scrape. */
    void gauge(Metric metric, Supplier<Number> measure, String... labels) {
        Gauge.builder(metric.id(), measure)
                .description(metric.help())
                .baseUnit(IN_SECONDS.contains(metric) ? "seconds" : null)
                .tags(shown(labels))
                .register(registry);
    }

    private static String[] shown(String... labels) {
        return Arrays.stream(labels).map(OutsideText::name).toArray(String[]::new);
    }
}
