package dev.probebypass.telemetry;

/** The first line of what an exception says, for messages of one line. */
public final class OneLine {

    private OneLine() {}

    /** The first line of what an exception says; its class where it says nothing. */
    public static String of(Exception error) {
        String message = error.getMessage() == null ? error.toString() : error.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
