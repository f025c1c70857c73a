package dev.probebypass.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The counters of one metric with two labels. Each is made when it is first counted; counting again allocates nothing. */
final class Counters {

    private final MeterRegistry registry;
    private final String name;
    private final String firstLabel;
    private final String secondLabel;
    private final Map<String, Map<String, Counter>> byFirst = new ConcurrentHashMap<>();

    Counters(MeterRegistry registry, String name, String firstLabel, String secondLabel) {
        this.registry = registry;
        this.name = name;
        this.firstLabel = firstLabel;
        this.secondLabel = secondLabel;
    }

    void count(String first, String second) {
        Map<String, Counter> bySecond = byFirst.get(first);
        Counter counter = bySecond == null ? null : bySecond.get(second);
        (counter == null ? make(first, second) : counter).increment();
    }

    private Counter make(String first, String second) {
        return byFirst.computeIfAbsent(first, _ -> new ConcurrentHashMap<>())
                .computeIfAbsent(second, _ -> registry.counter(name, firstLabel, first, secondLabel, second));
    }
}
