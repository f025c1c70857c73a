package dev.probebypass.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WarningsTest {

    private final Warnings warnings = new Warnings();

    @Test
    void saysWhoWarns() {
        warnings.add("port %d is odd", 8087);

        assertThat(warnings.texts()).containsExactly("probe-bypass: port 8087 is odd");
    }

    @Test
    void saysTheSameOnceAndKeepsTheOrder() {
        warnings.add("b");
        warnings.add("a");
        warnings.add("b");

        assertThat(warnings.texts()).containsExactly("probe-bypass: b", "probe-bypass: a");
    }

    @Test
    void takesWhatAUserWroteForNoFormat() {
        warnings.add("annotation %s", "100%s %n");

        assertThat(warnings.texts()).containsExactly("probe-bypass: annotation 100%s %n");
    }

    @Test
    void cutsALongTextTo256Characters() {
        warnings.add("%s", "x".repeat(242));
        warnings.add("%s", "y".repeat(243));

        assertThat(warnings.texts()).extracting(String::length).containsExactly(256, 256);
        assertThat(warnings.texts().getFirst()).endsWith("x");
        assertThat(warnings.texts().getLast()).endsWith("y…");
    }

    @Test
    void cutsNoCharacterInHalf() {
        for (int before = 0; before < 4; before++) {
            warnings.add("%s%s", "x".repeat(before), "𝄞".repeat(300));
        }

        assertThat(warnings.texts())
                .allSatisfy(
                        text -> assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                                .isEqualTo(text));
    }

    /** The API server drops a warning that has one: Go's unicode.IsControl, which is true for 0x80 to 0x9f too. */
    @Test
    void hasNoControlCharacter() {
        String controls = IntStream.range(0, 0xa0).mapToObj(Character::toString).collect(Collectors.joining());

        warnings.add("%s", controls);

        assertThat(warnings.texts().getFirst().chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void has16TextsAtMostAndCountsTheRest() {
        for (int i = 0; i < 16; i++) {
            warnings.add("%d", i);
        }
        assertThat(warnings.texts()).hasSize(16).last().isEqualTo("probe-bypass: 15");

        warnings.add("16");

        assertThat(warnings.texts()).hasSize(16).last().asString().startsWith("probe-bypass: 2 more warnings");
    }

    @Test
    void neverLosesTheOneThatComesFirst() {
        for (int i = 0; i < 20; i++) {
            warnings.add("%d", i);
        }

        warnings.addFirst("audit: would bypass %s", "8081");

        assertThat(warnings.texts()).hasSize(16).first().isEqualTo("probe-bypass: audit: would bypass 8081");
    }

    @Test
    void fitsWhatTheApiServerPassesOnInAll() {
        for (int i = 0; i < 100; i++) {
            warnings.add("%d %s", i, "x".repeat(1000));
        }

        assertThat(warnings.texts().stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(4096);
    }
}
