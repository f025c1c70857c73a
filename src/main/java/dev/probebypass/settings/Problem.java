package dev.probebypass.settings;

import dev.probebypass.text.OutsideText;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something wrong with what an operator said.
 *
 * @param said the flag or variable with its value
 * @param advice what to do, without a capital or a full stop
 */
public record Problem(String said, String advice) {

    /** All problems for people: how many there are, and a line for each. */
    public static String text(List<Problem> problems) {
        String count = problems.size() == 1 ? "1 setting is wrong" : problems.size() + " settings are wrong";
        return problems.stream().map(problem -> "  " + problem).collect(Collectors.joining("\n", count + ":\n", ""));
    }

    @Override
    public String toString() {
        return OutsideText.escape(said + ": " + advice, OutsideText.LINE);
    }
}
