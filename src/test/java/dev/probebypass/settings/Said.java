package dev.probebypass.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Flags and variables, as tests write them. */
final class Said {

    private final Map<String, List<String>> flags = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();

    static Given nothing() {
        return new Said().given();
    }

    static Said flag(String name, String value) {
        return new Said().andFlag(name, value);
    }

    static Said variable(String name, String value) {
        return new Said().andVariable(name, value);
    }

    Said andFlag(String name, String value) {
        flags.computeIfAbsent(name, flag -> new ArrayList<>()).add(value);
        return this;
    }

    Said andVariable(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Given given() {
        return given(List.of());
    }

    Given given(List<String> unmatched) {
        List<String> options = Settings.ofServe().stream()
                .flatMap(group -> group.settings().stream())
                .<String>map(Setting::flag)
                .toList();
        return new Given(flags, unmatched, options, environment);
    }
}
