package dev.probebypass.serving;

import dev.probebypass.cluster.watch.WatchListener;
import dev.probebypass.cluster.watch.WatchState;
import dev.probebypass.telemetry.Failure;
import dev.probebypass.telemetry.FailureLog;
import dev.probebypass.telemetry.LogOnce;
import dev.probebypass.telemetry.Telemetry;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;

/** Tells operators how well the cluster is followed: one line for each change. */
final class WatchLog implements WatchListener {

    private final FailureLog failures;
    private final Logger log;
    private final LogOnce told = new LogOnce();

    WatchLog(Telemetry telemetry) {
        this.failures = telemetry.failures();
        this.log = telemetry.logger(WatchLog.class);
    }

    @Override
    public void followed(WatchState state) {
        log.info("Following {}", state.resource());
    }

    @Override
    public void lost(WatchState state) {
        failures.failed(
                Failure.WATCH,
                "Not following " + state.describe() + "; what was read last still holds, and it is tried again");
    }

    @Override
    public void servicesLost(WatchState services) {
        log.warn(
                "Services can't be read ({}): until they can, each probed port counts as an application port",
                services.describe());
    }

    @Override
    public void servicesFound() {
        log.info("Services can be read again, and ports are decided by them");
    }

    @Override
    public void ended(String resource) {
        log.info("Not following {} any more: the API server does not serve them", resource);
    }

    @Override
    public void unreadable(String object, String problem) {
        failures.failed(Failure.WATCH, "Ignoring " + object + ": " + problem);
    }

    @Override
    public void values(String configuration, List<String> news) {
        log.info("Values of {}: {}", configuration, String.join(", ", news));
    }

    @Override
    public void kept(String object, String problem) {
        failures.failed(Failure.WATCH, "Can't read " + object + ": " + problem + "; what it said last still holds");
    }

    @Override
    public void readable(String object) {
        log.info("Can read {} again", object);
    }

    @Override
    public void forgotten(String object) {
        log.warn("Forgetting {}: it can't be read, and nobody names its revision any more", object);
    }

    /** A tenant may have any number of namespaces: the metric counts them all, the log names the first of each kind. */
    @Override
    public void dropped(String kind, Optional<String> namespace, long bytes) {
        if (namespace.isEmpty()) {
            log.warn("Keeping nothing of the objects that are in no namespace, which would take {} KiB", bytes >> 10);
        } else if (told.isNews(kind + " " + namespace.get())) {
            log.warn(
                    "Keeping nothing of the {} objects of namespace {}, which would take {} KiB: until they fit again,"
                            + " each of its probed ports counts as an application port",
                    kind,
                    namespace.get(),
                    bytes >> 10);
        }
    }

    @Override
    public void readmitted(String kind, Optional<String> namespace) {
        told.settle();
        namespace.ifPresentOrElse(
                name -> log.info("Keeping the {} objects of namespace {} again", kind, name),
                () -> log.info("Keeping the objects that are in no namespace again"));
    }
}
