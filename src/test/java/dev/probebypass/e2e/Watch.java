package dev.probebypass.e2e;

import dev.probebypass.testing.Eventually;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Pods of the table's rows, watched until the kubelet has made up its mind. */
final class Watch {

    /** Three failures, of two seconds and a timeout of two, take twelve seconds: twice that, for wrong answers to show. */
    static final Duration WINDOW = Duration.ofSeconds(25);

    /** How much longer a slow machine may take to say that a healthy application is one. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestNamespace namespace;
    private final List<Row> rows;

    private Watch(TestNamespace namespace, List<Row> rows) {
        this.namespace = namespace;
        this.rows = rows;
    }

    /** Watches for the window. */
    static Map<Row, Observation> of(TestNamespace namespace, List<Row> rows, UnaryOperator<Target> change) {
        return new Watch(namespace, rows).start(change).observe();
    }

    /** Watches for the window, and longer while a healthy application is not yet seen to be one. */
    static Map<Row, Observation> patiently(TestNamespace namespace, List<Row> rows, UnaryOperator<Target> change) {
        Watch watch = new Watch(namespace, rows).start(change);
        watch.awaitTheSlow();
        return watch.observe();
    }

    /** Those rows whose probe does not say what is true. */
    static List<Row> wrong(Map<Row, Observation> observed) {
        return observed.entrySet().stream()
                .filter(entry -> entry.getValue().succeeds() != entry.getKey().truth())
                .map(Map.Entry::getKey)
                .toList();
    }

    private Watch start(UnaryOperator<Target> change) {
        rows.stream().map(Row::target).map(change).forEach(namespace::create);
        List<String> names = rows.stream().map(Row::name).toList();
        namespace.awaitStarted(names);
        Wait.of(WINDOW);
        return this;
    }

    private void awaitTheSlow() {
        try {
            Eventually.holds(
                    "late",
                    PATIENCE,
                    () -> observe().entrySet().stream()
                            .allMatch(entry -> entry.getValue().succeeds()
                                    || !entry.getKey().truth()
                                    || entry.getValue().hasBeenKilled()));
        } catch (AssertionError stillWrong) {
            System.err.printf("some probes still fail after %d s more%n", PATIENCE.toSeconds());
        }
    }

    private Map<Row, Observation> observe() {
        PodObservation sight = namespace.look();
        Map<Row, Observation> observed = new LinkedHashMap<>();
        rows.forEach(row -> observed.put(row, sight.of(row.name(), row.kind())));
        return observed;
    }
}
