package dev.probebypass.serving;

import dev.probebypass.settings.Parsed;
import dev.probebypass.settings.Problem;
import dev.probebypass.settings.RawInput;
import dev.probebypass.settings.ServeSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings of a server that has no cluster. */
final class LocalSettings {

    private LocalSettings() {}

    static ServeSettings of(Map<String, String> flags) {
        Map<String, List<String>> all = new HashMap<>(Map.of("--local", List.of("true")));
        flags.forEach((flag, value) -> all.put(flag, List.of(value)));
        return switch (ServeSettings.read(new RawInput(all, List.of(), List.of(), Map.of()))) {
            case Parsed.Accepted<ServeSettings>(ServeSettings settings) -> settings;
            case Parsed.Refused<ServeSettings>(List<Problem> problems) -> throw new AssertionError(problems);
        };
    }
}
