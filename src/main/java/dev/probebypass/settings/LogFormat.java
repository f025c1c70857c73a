package dev.probebypass.settings;

import dev.probebypass.bypass.Options;

/** How log lines are written: as text for people, or as JSON for machines. */
public enum LogFormat implements Options.ConstantWord {
    TEXT,
    JSON
}
