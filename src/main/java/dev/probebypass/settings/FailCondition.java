package dev.probebypass.settings;

import dev.probebypass.bypass.Options;
import java.util.Locale;

/** Something about an explanation that a pipeline may want to stop at. */
public enum FailCondition implements Options.Word {
    /** Whoever creates a pod would be warned. */
    WARNING,
    /** Something was assumed, passed over, or is worth knowing of a pod. */
    NOTE,
    /** No pod was found. */
    NOTHING_EXPLAINED,
    /** A port has the verdict {@code bypass}. */
    BYPASS,
    /** A port has the verdict {@code leave}. */
    LEAVE,
    /** A port bypasses the sidecar that did not do so in the baseline. */
    OPENED,
    /** A port bypasses the sidecar no more that did so in the baseline. */
    CLOSED;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it speaks of what has changed. */
    public boolean comparesWithBaseline() {
        return this == OPENED || this == CLOSED;
    }
}
