package dev.probebypass.bypass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.bypass.Advice.Code;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdviceTextTest {

    private static final int PREFIX = "probe-bypass: audit: would ".length();
    private static final int CODE = " (PB033)".length();

    private final List<Advice> advice = new ArrayList<>();

    private void add(String subject) {
        advice.add(Advice.of(Code.AUDIT, subject));
    }

    private List<String> texts() {
        return AdviceText.of(advice);
    }

    @Test
    void saysWhoWarns() {
        add("x");

        assertThat(texts()).containsExactly("probe-bypass: audit: would x (PB033)");
    }

    @Test
    void saysTheSameOnceAndKeepsTheOrder() {
        add("b");
        add("a");
        add("b");

        assertThat(texts())
                .containsExactly("probe-bypass: audit: would b (PB033)", "probe-bypass: audit: would a (PB033)");
    }

    @Test
    void takesWhatAUserWroteForNoFormat() {
        add("100%s %n");

        assertThat(texts()).containsExactly("probe-bypass: audit: would 100%s %n (PB033)");
    }

    @Test
    void cutsALongTextTo256Characters() {
        add("x".repeat(256 - PREFIX - CODE));
        add("y".repeat(257 - PREFIX - CODE));

        assertThat(texts()).extracting(String::length).containsExactly(256, 256);
        assertThat(texts().getFirst()).endsWith("x (PB033)");
        assertThat(texts().getLast()).endsWith("y… (PB033)");
    }

    @Test
    void cutsNoCharacterInHalf() {
        for (int before = 0; before < 4; before++) {
            add("x".repeat(before) + "𝄞".repeat(300));
        }

        assertThat(texts())
                .allSatisfy(
                        text -> assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                                .isEqualTo(text));
    }

    /** The API server drops a warning that has one: Go's unicode.IsControl, which is true for 0x80 to 0x9f too. */
    @Test
    void hasNoControlCharacter() {
        String controls = IntStream.range(0, 0xa0).mapToObj(Character::toString).collect(Collectors.joining());

        add(controls);

        assertThat(texts().getFirst().chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void has16TextsAtMostAndCountsTheRest() {
        for (int i = 0; i < 16; i++) {
            add("" + i);
        }
        assertThat(texts()).hasSize(16).last().isEqualTo("probe-bypass: audit: would 15 (PB033)");

        add("16");

        assertThat(texts()).hasSize(16).last().asString().startsWith("probe-bypass: 2 more warnings");
    }

    @Test
    void neverLosesTheOneThatComesFirst() {
        AdviceCollector collector = new AdviceCollector();
        for (int i = 0; i < 20; i++) {
            collector.add(Code.RESERVED_PORT, "" + i, "x");
        }

        collector.addFirst(Code.AUDIT, "bypass 8081");

        assertThat(AdviceText.of(collector.all()))
                .hasSize(16)
                .first()
                .isEqualTo("probe-bypass: audit: would bypass 8081 (PB033)");
    }

    @Test
    void shortensWhatUsersWroteAndKeepsWhatToDo() {
        advice.add(Advice.of(Code.OPTION_IGNORED, "pod", "k".repeat(300), "v".repeat(300), "leave, rewrite"));

        assertThat(texts().getFirst())
                .hasSizeLessThanOrEqualTo(256)
                .endsWith("of the pod is ignored: use leave, rewrite (PB003)");
    }

    @Test
    void keepsTheWholeCure() {
        String cure = "Probe another port, or set an annotation, longer than the values";

        advice.add(Advice.withCure(cure, Code.SHARED_PORT_LEFT, "8080", "w".repeat(300), "Service x", "fails"));

        assertThat(texts().getFirst())
                .hasSizeLessThanOrEqualTo(256)
                .contains("(Service x). " + cure)
                .endsWith(cure + " (PB012)");
    }

    @Test
    void fitsWhatTheApiServerPassesOnInAll() {
        for (int i = 0; i < 100; i++) {
            add(i + "x".repeat(1000));
        }

        assertThat(texts().stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(4096);
    }
}
