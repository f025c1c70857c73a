package dev.probebypass.telemetry;

import io.micrometer.core.instrument.Counter;
import java.util.function.BooleanSupplier;

/** What is kept up in the cluster, and by whom. */
public final class OperatorMetrics {

    private final Meters meters;
    private final Counter bundleRepairs;

    OperatorMetrics(Meters meters) {
        this.meters = meters;
        this.bundleRepairs = meters.counter(Metric.CA_BUNDLE_REPAIRS);
    }

    /** Shows how the upkeep of the cluster's side fares. */
    public void showUpkeep(BooleanSupplier bundleInSync, BooleanSupplier leader) {
        meters.flag(Metric.CA_BUNDLE_IN_SYNC, bundleInSync);
        meters.flag(Metric.LEADER, leader);
    }

    /** Shows whether there is a webhook configuration by which we are called. */
    public void showRegistration(BooleanSupplier isThere) {
        meters.flag(Metric.WEBHOOK_CONFIGURATION_PRESENT, isThere);
    }

    /** Shows whether we are called before the mesh's injector. */
    public void showOrder(BooleanSupplier isRight) {
        meters.flag(Metric.WEBHOOK_ORDER_OK, isRight);
    }

    /** Counts a caBundle that somebody else had changed. */
    public void bundleRepaired() {
        bundleRepairs.increment();
    }
}
