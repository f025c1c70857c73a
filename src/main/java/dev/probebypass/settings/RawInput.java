package dev.probebypass.settings;

import java.util.List;
import java.util.Map;

/**
 * What an operator said, before anybody looked at it.
 *
 * @param flags the values of each flag, by the flag with its dashes
 * @param unmatched the arguments that no option of the command took
 * @param options the command's options, with their dashes
 * @param environment all of it
 */
public record RawInput(
        Map<String, List<String>> flags,
        List<String> unmatched,
        List<String> options,
        Map<String, String> environment) {

    public RawInput {
        flags = Map.copyOf(flags);
        unmatched = List.copyOf(unmatched);
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }
}
