package dev.probebypass.admission;

/** Keeps what others wrote short enough for an answer. */
final class Sentences {

    private static final int LENGTH = 200;

    private Sentences() {}

    /** The first line of a text, cut after 200 characters. */
    static String first(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= LENGTH ? line : line.substring(0, LENGTH) + "…";
    }
}
