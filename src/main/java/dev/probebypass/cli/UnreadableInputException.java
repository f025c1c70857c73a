package dev.probebypass.cli;

import java.util.List;

/** Input that can't be read. */
final class UnreadableInputException extends Exception {

    private final transient List<String> problems;

    /**
     * @param problems one line each: where it is, and what is wrong
     */
    UnreadableInputException(List<String> problems) {
        super(String.join("\n", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    List<String> problems() {
        return problems;
    }
}
