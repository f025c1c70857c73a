package dev.probebypass.settings;

import java.util.Optional;

/**
 * An option of one command, such as {@code -n} of {@code explain}. Unlike a {@link Setting} it has no variable: what a
 * command reads and writes is no property of an environment.
 *
 * @param letter the short form without its dash, empty if there is none
 * @param name the long form without its dashes
 * @param type what it takes
 * @param fallback what holds where nobody says anything, as somebody would write it: nothing is an empty text
 * @param description one sentence
 */
public record CommandOption<T>(
        Optional<String> letter, String name, ValueType<T> type, String fallback, String description) {

    CommandOption(String letter, String name, ValueType<T> type, String fallback, String description) {
        this(Optional.of(letter), name, type, fallback, description);
    }

    CommandOption(String name, ValueType<T> type, String fallback, String description) {
        this(Optional.empty(), name, type, fallback, description);
    }

    /** The flag. */
    public String flag() {
        return "--" + name;
    }

    /** What the flag without a value stands for, empty where it needs one. */
    public Optional<String> alone() {
        return type.alone();
    }

    T byDefault() {
        return type.parse(fallback).orElseThrow(() -> new IllegalStateException("the default of " + name));
    }
}
