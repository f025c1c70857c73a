package dev.probebypass.settings;

import java.util.Locale;
import java.util.Optional;

/**
 * Something an operator can set, by a flag or by a variable of the environment.
 *
 * @param name the flag's name, without the dashes
 * @param type what it takes
 * @param fallback what holds where nobody says anything, as somebody would write it: nothing is an empty text
 * @param description one sentence
 */
public record Setting<T>(String name, ValueType<T> type, String fallback, String description) {

    static final String PREFIX = "PROBE_BYPASS_";

    /** The flag. */
    public String flag() {
        return "--" + name;
    }

    /** The variable. */
    public String variable() {
        return PREFIX + name.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** What the flag without a value stands for, empty where it needs one. */
    public Optional<String> alone() {
        return type.alone();
    }

    T byDefault() {
        return type.parse(fallback).orElseThrow(() -> new IllegalStateException("the default of " + name));
    }
}
