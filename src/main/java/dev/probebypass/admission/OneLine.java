package dev.probebypass.admission;

/** One short line of a text that others wrote. */
final class OneLine {

    private static final int LENGTH = 200;

    private OneLine() {}

    /** The first line of a text, cut after 200 characters. */
    static String of(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= LENGTH ? line : line.substring(0, LENGTH) + "…";
    }
}
