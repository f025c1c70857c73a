package dev.probebypass.manifests;

import java.util.List;

/** Thrown when manifests can't be read. */
public final class UnreadableInputException extends Exception {

    private final transient List<String> problems;

    /**
     * @param problems one line each: where it is, and what is wrong
     */
    UnreadableInputException(List<String> problems) {
        super(String.join("\n", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** One line for each thing that is wrong: where it is, and what. */
    public List<String> problems() {
        return problems;
    }
}
