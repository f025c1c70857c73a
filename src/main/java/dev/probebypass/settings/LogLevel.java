package dev.probebypass.settings;

import dev.probebypass.bypass.Options;
import java.util.Locale;

/** The least important log lines that are written. */
public enum LogLevel implements Options.Word {
    ERROR,
    WARN,
    INFO,
    DEBUG;

    @Override
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
