package dev.probebypass.telemetry;

import dev.probebypass.text.OutsideText;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** How well the cluster is followed. */
public final class WatchMetrics {

    private final Meters meters;
    private final MultiGauge staleRevisions;
    private volatile Supplier<Map<String, Duration>> staleness = Map::of;

    WatchMetrics(Meters meters) {
        this.meters = meters;
        this.staleRevisions = MultiGauge.builder(Metric.MESH_CONFIGURATION_STALE.id())
                .description(Metric.MESH_CONFIGURATION_STALE.help())
                .baseUnit("seconds")
                .register(meters.registry());
    }

    /** Shows the age of a watched resource, and whether it can be relied on. */
    public void showSnapshot(String resource, Supplier<Duration> age, BooleanSupplier synced) {
        meters.gauge(Metric.SNAPSHOT_AGE, () -> seconds(age.get()), "resource", resource);
        meters.flag(Metric.SNAPSHOT_SYNCED, synced, "resource", resource);
    }

    /** Shows how many bytes are kept of the objects of a kind, and of how many namespaces they were too many. */
    public void showKept(String kind, Supplier<Number> bytes, Supplier<Number> unseen) {
        meters.gauge(Metric.KEPT_BYTES, bytes, "kind", kind);
        meters.gauge(Metric.UNSEEN_NAMESPACES, unseen, "kind", kind);
    }

    /** Shows whether Services can't be read. */
    public void showServicesUnreadable(BooleanSupplier unreadable) {
        meters.flag(Metric.SERVICES_UNREADABLE, unreadable);
    }

    /** Shows for each of the mesh's revisions how long what is known of it has been out of date. */
    public void showStaleness(Supplier<Map<String, Duration>> byRevision) {
        staleness = byRevision;
    }

    /** Asks for the revisions before a scrape: they come and go, and a gauge would stay. */
    void refresh() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        staleness
                .get()
                .forEach((revision, time) ->
                        rows.add(MultiGauge.Row.of(Tags.of("revision", OutsideText.name(revision)), seconds(time))));
        staleRevisions.register(rows, true);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
