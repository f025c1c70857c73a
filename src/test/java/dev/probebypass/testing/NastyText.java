package dev.probebypass.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/** What somebody may write who wants to forge lines, to clear a screen, to hide text or to fill a disk. */
public final class NastyText {

    /** Ends the line, in four ways; clears the screen; turns the direction of what follows; reads like a decision; and is long. */
    public static final String TEXT =
            "x 9999=bypass:NAMED_BY_USER\n2026-01-01T00:00:00Z INFO Forged\r\u001b[2J\u2028\u2029\u202e\u200b\u0085\u0000\"\\ "
                    + "y".repeat(100_000);

    private NastyText() {}

    /** The same as a string of JSON. */
    public static String json() {
        return "\""
                + TEXT.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r")
                        .replace("\u001b", "\\u001b")
                        .replace("\u0000", "\\u0000")
                + "\"";
    }

    /** Every line of what people read is harmless, and none is longer than 4 KiB. */
    public static void assertHarmless(String shown) {
        assertThat(shown).isNotBlank();
        assertThat(shown.split("\n", -1)).allSatisfy(line -> {
            assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(4_096);
            assertThat(line).doesNotStartWith("2026-01-01T00:00:00Z INFO Forged");
            assertThat(line.codePoints()).noneMatch(character -> switch (Character.getType(character)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR,
                        Character.SURROGATE -> true;
                default -> false;
            });
        });
    }
}
