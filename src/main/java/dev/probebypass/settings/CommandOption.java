package dev.probebypass.settings;

/**
 * An option of one command, such as {@code -n} of {@code explain}. Unlike a {@link Setting} it has no variable: what a
 * command reads and writes is no property of an environment.
 *
 * @param letter the short form without its dash; empty for none
 * @param name the long form without its dashes
 * @param type what it takes
 * @param fallback what holds where nobody says anything, as somebody would write it; empty for nothing
 * @param description one sentence
 */
public record CommandOption<T>(String letter, String name, ValueType<T> type, String fallback, String description) {

    /** The flag. */
    public String flag() {
        return "--" + name;
    }

    T byDefault() {
        return type.parse(fallback).orElseThrow(() -> new IllegalStateException("the default of " + name));
    }
}
