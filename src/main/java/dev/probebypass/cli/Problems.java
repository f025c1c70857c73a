package dev.probebypass.cli;

import dev.probebypass.settings.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Writes down everything that is wrong with what the user said. */
final class Problems {

    private Problems() {}

    static String text(List<Problem> problems) {
        String count = problems.size() == 1 ? "1 setting is wrong" : problems.size() + " settings are wrong";
        return problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n", count + ":\n", ""));
    }
}
