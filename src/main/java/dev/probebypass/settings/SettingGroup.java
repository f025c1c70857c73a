package dev.probebypass.settings;

import java.util.List;

/** Settings that belong together in a help text. */
public record SettingGroup(String title, List<Setting<?>> settings) {

    public SettingGroup {
        settings = List.copyOf(settings);
    }
}
