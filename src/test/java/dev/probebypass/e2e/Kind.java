package dev.probebypass.e2e;

import io.fabric8.kubernetes.api.model.ContainerStatus;
import java.util.Locale;

/** What a probe is for, and by which sign one sees whether it succeeds. */
enum Kind {
    READINESS,
    LIVENESS,
    STARTUP;

    /** Whether the kubelet takes the container for a healthy one. */
    boolean succeeds(ContainerStatus status, boolean killed) {
        boolean undisturbed = status.getRestartCount() == 0 && !killed;
        return switch (this) {
            case READINESS -> Boolean.TRUE.equals(status.getReady());
            case LIVENESS -> undisturbed;
            case STARTUP -> undisturbed && Boolean.TRUE.equals(status.getStarted());
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
