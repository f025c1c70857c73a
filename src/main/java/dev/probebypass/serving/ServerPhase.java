package dev.probebypass.serving;

import dev.probebypass.server.Readiness;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** How far the process is between its start and its end. */
final class ServerPhase implements Readiness {

    private enum Phase {
        WARMING_UP,
        SERVING,
        STOPPING
    }

    private final AtomicReference<Phase> phase = new AtomicReference<>(Phase.WARMING_UP);

    /** From our side reviews may come. */
    void serve() {
        phase.compareAndSet(Phase.WARMING_UP, Phase.SERVING);
    }

    /** Nobody is to be sent here from now on. */
    void stop() {
        phase.set(Phase.STOPPING);
    }

    @Override
    public List<String> unmet() {
        return switch (phase.get()) {
            case WARMING_UP -> List.of("warming up");
            case SERVING -> List.of();
            case STOPPING -> List.of("stopping");
        };
    }
}
