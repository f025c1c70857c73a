package dev.probebypass.settings;

import java.util.List;

/** What became of what an operator said. */
public sealed interface Outcome<T> {

    /** All of it could be read. */
    record Accepted<T>(T settings) implements Outcome<T> {}

    /** Some of it could not. */
    record Refused<T>(List<Problem> problems) implements Outcome<T> {

        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
