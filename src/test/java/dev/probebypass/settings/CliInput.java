package dev.probebypass.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Flags and variables, as tests write them. */
final class CliInput {

    private final Map<String, List<String>> flags = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    static RawInput nothing() {
        return new CliInput().input();
    }

    static CliInput flag(String name, String value) {
        return new CliInput().andFlag(name, value);
    }

    static CliInput variable(String name, String value) {
        return new CliInput().andVariable(name, value);
    }

    CliInput andFlag(String name, String value) {
        flags.computeIfAbsent(name, flag -> new ArrayList<>()).add(value);
        return this;
    }

    CliInput andVariable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    RawInput input() {
        return input(List.of());
    }

    RawInput input(List<String> unmatched) {
        List<String> options = Settings.ofServe().stream()
                .flatMap(group -> group.settings().stream())
                .<String>map(Setting::flag)
                .toList();
        return new RawInput(flags, unmatched, options, environment);
    }
}
