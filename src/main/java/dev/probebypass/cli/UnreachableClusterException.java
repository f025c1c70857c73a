package dev.probebypass.cli;

import java.util.List;

/** Thrown when a cluster that a command needs can't be reached, or can't be read. */
final class UnreachableClusterException extends Exception {

    private final transient List<String> problems;

    /**
     * @param problems one line each: what is missing, and why
     */
    UnreachableClusterException(List<String> problems) {
        super(String.join("\n", problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    List<String> problems() {
        return problems;
    }
}
