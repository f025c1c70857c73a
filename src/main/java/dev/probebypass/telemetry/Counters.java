package dev.probebypass.telemetry;

import io.micrometer.core.instrument.Counter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The counters of one metric with two labels. Each is made when it is first expected; counting again allocates nothing. */
final class Counters {

    private final Meters meters;
    private final Metric metric;
    private final String firstLabel;
    private final String secondLabel;
    private final Map<String, Map<String, Counter>> byFirst = new ConcurrentHashMap<>();

    Counters(Meters meters, Metric metric, String firstLabel, String secondLabel) {
        this.meters = meters;
        this.metric = metric;
        this.firstLabel = firstLabel;
        this.secondLabel = secondLabel;
    }

    void count(String first, String second) {
        Map<String, Counter> bySecond = byFirst.get(first);
        Counter counter = bySecond == null ? null : bySecond.get(second);
        (counter == null ? expect(first, second) : counter).increment();
    }

    /** Makes one that is 0 until it is counted. */
    Counter expect(String first, String second) {
        return byFirst.computeIfAbsent(first, _ -> new ConcurrentHashMap<>())
                .computeIfAbsent(second, _ -> meters.counter(metric, firstLabel, first, secondLabel, second));
    }
}
