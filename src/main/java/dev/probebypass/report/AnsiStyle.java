package dev.probebypass.report;

/**
 * How a text looks on a terminal.
 *
 * <p>The five that there are, instead of picocli's {@code Help.Ansi}: its texts belong to its tables, and all else of it is for
 * commands, which no other room knows.
 */
enum AnsiStyle {
    PLAIN(""),
    BOLD("1"),
    FAINT("2"),
    GREEN("32"),
    YELLOW("33");

    private final String code;

    AnsiStyle(String code) {
        this.code = code;
    }

    /** The text between ECMA-48 control sequences. */
    String paint(String text) {
        return code.isEmpty() || text.isBlank() ? text : "\u001B[%sm%s\u001B[0m".formatted(code, text);
    }
}
