package dev.probebypass.settings;

import dev.probebypass.text.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What nothing takes: arguments that belong to no option, and variables of ours that belong to no setting. */
final class UnknownInputs {

    private final RawInput input;
    private final List<Problem> problems = new ArrayList<>();

    private UnknownInputs(RawInput input) {
        this.input = input;
    }

    static List<Problem> among(RawInput input) {
        UnknownInputs unknown = new UnknownInputs(input);
        unknown.arguments();
        unknown.variables();
        return unknown.problems;
    }

    private void arguments() {
        boolean valueFollows = false;
        for (String argument : input.unmatched()) {
            if (argument.startsWith("-")) {
                String name = argument.replaceFirst("=.*", "");
                problems.add(new Problem(argument, "is no option" + guess(name, input.options())));
            } else if (!valueFollows) {
                problems.add(new Problem(argument, "is no option, and no option takes it"));
            }
            valueFollows = argument.startsWith("-") && argument.indexOf('=') < 0;
        }
    }

    private void variables() {
        List<String> known = Settings.ofServe().stream()
                .flatMap(group -> group.settings().stream())
                .<String>map(Setting::variable)
                .toList();
        new TreeMap<>(input.environment()).forEach((name, value) -> {
            if (name.startsWith(Setting.PREFIX) && !known.contains(name) && !ServiceLinks.include(name, value)) {
                problems.add(new Problem(name + "=" + value, "is no setting" + guess(name, known)));
            }
        });
    }

    private static String guess(String name, List<String> known) {
        return Spelling.nearest(name, known)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("; see --help");
    }
}
