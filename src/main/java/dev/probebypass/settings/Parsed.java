package dev.probebypass.settings;

import java.util.List;

/** What became of what an operator said. */
public sealed interface Parsed<T> {

    /** All of it could be read. */
    record Accepted<T>(T settings) implements Parsed<T> {}

    /** Some of it could not. */
    record Refused<T>(List<Problem> problems) implements Parsed<T> {

        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
