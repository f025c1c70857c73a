package dev.probebypass.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutsideTextTest {

    private static final String EVERYTHING = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
            .filter(Character::isDefined)
            .mapToObj(Character::toString)
            .collect(Collectors.joining());

    @ParameterizedTest
    @CsvSource({
        "0000, \\u0000",
        "0009, \\t",
        "000a, \\n",
        "000d, \\r",
        "001b, \\u001b",
        "007f, \\u007f",
        "0085, \\u0085",
        "00ad, \\u00ad",
        "200b, \\u200b",
        "2028, \\u2028",
        "2029, \\u2029",
        "202e, \\u202e",
        "2066, \\u2066",
        "d834, \\ud834",
        "feff, \\ufeff",
        "e0041, \\udb40\\udc41"
    })
    void escapesWhatMovesOrHidesOthers(String hexadecimal, String escape) {
        String text = "a" + Character.toString(Integer.parseInt(hexadecimal, 16)) + "b";

        assertThat(OutsideText.name(text)).isEqualTo("a" + escape + "b");
        assertThat(OutsideText.quote(text, 100)).isEqualTo("\"a" + escape + "b\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "web-1", "grüße 中文 𝄞", "\"a\\b\" = c", "…"})
    void leavesAllElseAsItIs(String text) {
        assertThat(OutsideText.name(text)).isSameAs(text);
    }

    @Test
    void leavesNoCharacterThatIsEscaped() {
        assertThat(OutsideText.escape(EVERYTHING, Integer.MAX_VALUE).codePoints())
                .noneMatch(OutsideText::isEscaped);
    }

    @Test
    void escapesOnlyOnce() {
        String escaped = OutsideText.name("a\n\u202e\\");

        assertThat(OutsideText.name(escaped)).isEqualTo(escaped);
    }

    @Test
    void quotesSoThatTheTextCanBeReadAgain() throws IOException {
        String text = EVERYTHING.replaceAll("\\p{Cs}", "");

        assertThat(new ObjectMapper().readValue(OutsideText.quote(text, Integer.MAX_VALUE), String.class))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "é", "中", "𝄞", "\"", "\n", "\u202e", "\ud834"})
    void takesNoMoreBytesThanItMay(String character) {
        String text = character.repeat(1_000);

        for (int most = 5; most < 40; most++) {
            assertThat(utf8(OutsideText.escape(text, most))).isLessThanOrEqualTo(most);
            assertThat(OutsideText.escape(text, most)).endsWith("…");
            assertThat(utf8(OutsideText.quote(text, most))).isLessThanOrEqualTo(most);
        }
    }

    @Test
    void isCutOnlyWhereItDoesNotFit() {
        assertThat(OutsideText.escape("abcdef", 6)).isEqualTo("abcdef");
        assertThat(OutsideText.escape("abcdefg", 6)).isEqualTo("abc…");
        assertThat(OutsideText.quote("abcdef", 8)).isEqualTo("\"abcdef\"");
        assertThat(OutsideText.quote("abcdefg", 8)).isEqualTo("\"abc…\"");
    }

    @Test
    void cutsNoCharacterInHalf() {
        assertThat(OutsideText.escape("𝄞𝄞𝄞", 11)).isEqualTo("𝄞𝄞…");
        assertThat(OutsideText.escape("𝄞𝄞𝄞", 10)).isEqualTo("𝄞…");
    }

    @Test
    void countsAtLeastTheBytesThatItTakes() {
        assertThat(OutsideText.bytes(EVERYTHING))
                .isGreaterThanOrEqualTo(utf8(OutsideText.quote(EVERYTHING, Integer.MAX_VALUE)) - 2);
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
