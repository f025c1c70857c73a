package dev.probebypass.serving;

import dev.probebypass.cluster.watch.WatchListener;
import dev.probebypass.cluster.watch.WatchState;
import dev.probebypass.telemetry.Failure;
import dev.probebypass.telemetry.Telemetry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators how well the cluster is followed: one line for each change. */
record WatchLog(Telemetry telemetry) implements WatchListener {

    private static final Logger LOG = LoggerFactory.getLogger(WatchLog.class);

    @Override
    public void followed(WatchState state) {
        LOG.info("Following {}", state.resource());
    }

    @Override
    public void lost(WatchState state) {
        telemetry.failed(
                Failure.WATCH,
                "Not following " + state.describe() + "; what was read last still holds, and it is tried again");
    }

    @Override
    public void unreadable(String object, String problem) {
        telemetry.failed(Failure.WATCH, "Ignoring " + object + ": " + problem);
    }

    @Override
    public void values(String configuration, List<String> news) {
        LOG.info("Values of {}: {}", configuration, String.join(", ", news));
    }

    @Override
    public void kept(String object, String problem) {
        telemetry.failed(Failure.WATCH, "Can't read " + object + ": " + problem + "; what it said last still holds");
    }

    @Override
    public void readable(String object) {
        LOG.info("Can read {} again", object);
    }

    @Override
    public void forgotten(String object) {
        LOG.warn("Forgetting {}: it can't be read, and nobody names its revision any more", object);
    }
}
