package dev.probebypass.cli;

/** Keeps what a library says of an error to one line. */
final class FirstLine {

    private FirstLine() {}

    static String of(Exception error) {
        String message = error.getMessage() == null ? error.toString() : error.getMessage();
        return message.lines().findFirst().orElse(message);
    }
}
