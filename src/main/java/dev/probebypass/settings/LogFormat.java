package dev.probebypass.settings;

import dev.probebypass.bypass.Options;
import java.util.Locale;

/** How log lines are written: as text for people, or as JSON for machines. */
public enum LogFormat implements Options.Word {
    TEXT,
    JSON;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
