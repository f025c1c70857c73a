package dev.probebypass.cli;

import dev.probebypass.server.Readiness;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** How far the process is between its start and its end. */
final class Life implements Readiness {

    private enum Phase {
        SERVING,
        STOPPING
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.SERVING);

    /** Nobody is to be sent here from now on. */
    void stop() {
        phase.set(Phase.STOPPING);
    }

    @Override
    public List<String> unmet() {
        return switch (phase.get()) {
            case SERVING -> List.of();
            case STOPPING -> List.of("stopping");
        };
    }
}
