package dev.probebypass.text;

/**
 * Text that came from outside, for people: on one line, without characters that move or hide what stands beside them, and of
 * bounded length. Whatever is shown to people goes through it; JSON, YAML and patches for programs have escapes of their own.
 *
 * <p>Control and format characters, line and paragraph separators (Unicode's Cc, Cf, Zl, Zp) and halves of surrogate pairs
 * become escapes as in JSON: {@code \n}, {@code \u202e}. Lengths are in bytes of UTF-8, those of the ellipsis of a text that was
 * cut among them. No text is read further than what is kept of it.
 */
public final class OutsideText {

    /** What is shown of a name. The longest of Kubernetes' have as many characters. */
    public static final int NAME = 253;

    /** What is shown in one line, such as a sentence with names in it. Collectors of logs cut or split longer ones. */
    public static final int LINE = 4_096;

    private static final String ELLIPSIS = "…";
    private static final int ELLIPSIS_BYTES = 3;

    /** Such as {@code \u202e}. */
    private static final int ESCAPE_BYTES = 6;

    private OutsideText() {}

    /** A name, escaped. */
    public static String name(String text) {
        return escape(text, NAME);
    }

    /** The text, escaped; what is escaped already stays as it is. */
    public static String escape(String text, int most) {
        String shown = cut(text, most);
        return hasEscaped(shown)
                ? escaped(shown, false, new StringBuilder(shown.length() + ESCAPE_BYTES))
                        .toString()
                : shown;
    }

    private static boolean hasEscaped(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isEscaped(text.codePointAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** The text in double quotes, which can't be taken for what stands around it: a string of JSON. */
    public static String quote(String text, int most) {
        String shown = cut(text, most - 2);
        return escaped(shown, true, new StringBuilder(shown.length() + 2).append('"'))
                .append('"')
                .toString();
    }

    /** The text as it is, so much of it that it takes at most so many bytes once it is escaped or quoted. */
    public static String cut(String text, int most) {
        int bytes = 0;
        int kept = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            bytes += bytes(character);
            if (bytes > most) {
                return text.substring(0, kept) + ELLIPSIS;
            }
            i += Character.charCount(character);
            if (bytes <= most - ELLIPSIS_BYTES) {
                kept = i;
            }
        }
        return text;
    }

    /** The bytes that a text takes at most once it is escaped or quoted. */
    public static int bytes(String text) {
        return text.codePoints().map(OutsideText::bytes).sum();
    }

    /** Whether a character is shown as an escape. */
    public static boolean isEscaped(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    private static int bytes(int character) {
        if (isEscaped(character)) {
            return ESCAPE_BYTES * Character.charCount(character);
        }
        if (character < 0x80) {
            return character == '"' || character == '\\' ? 2 : 1;
        }
        return character < 0x800 ? 2 : 2 + Character.charCount(character);
    }

    private static StringBuilder escaped(String text, boolean inQuotes, StringBuilder line) {
        text.codePoints().forEach(character -> {
            if (isEscaped(character)) {
                escape(character, line);
            } else if (inQuotes && (character == '"' || character == '\\')) {
                line.append('\\').append((char) character);
            } else {
                line.appendCodePoint(character);
            }
        });
        return line;
    }

    private static void escape(int character, StringBuilder line) {
        switch (character) {
            case '\n' -> line.append("\\n");
            case '\r' -> line.append("\\r");
            case '\t' -> line.append("\\t");
            default -> {
                for (char unit : Character.toChars(character)) {
                    line.append("\\u%04x".formatted((int) unit));
                }
            }
        }
    }
}
