package dev.probebypass.settings;

import dev.probebypass.bypass.Options;

/** The least important log lines that are written. */
public enum LogLevel implements Options.ConstantWord {
    ERROR,
    WARN,
    INFO,
    DEBUG
}
