package dev.probebypass.telemetry;

/** The first line of what others wrote, for answers and messages of one line. */
public final class OneLine {

    private static final int LENGTH = 200;

    private OneLine() {}

    /** The first line of what an exception says; its class where it says nothing. */
    public static String of(Exception error) {
        String message = error.getMessage() == null ? error.toString() : error.getMessage();
        return message.lines().findFirst().orElse(message);
    }

    /** The first line of a text, cut after 200 characters. */
    public static String cut(String text) {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= LENGTH ? line : line.substring(0, LENGTH) + "…";
    }
}
