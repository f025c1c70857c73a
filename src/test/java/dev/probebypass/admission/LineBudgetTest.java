package dev.probebypass.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineBudgetTest {

    private final LineBudget budget = new LineBudget();

    @Test
    void takesWhatFits() {
        assertThat(budget.cut("short", 64)).isEqualTo("short");
        assertThat(budget.fitting(List.of("one", "two"))).containsExactly("one", "two");
    }

    @Test
    void countsBytesAndWhatJsonEscapes() {
        assertThat(budget.cut("aé\"€", 5)).isEqualTo("aé\"");
        assertThat(budget.cut("\u0000x", 6)).isEqualTo("\u0000");
    }

    @Test
    void saysHowManyMoreThereAre() {
        List<String> fitting = budget.fitting(Collections.nCopies(16, "x".repeat(256)));

        assertThat(fitting).hasSize(14).endsWith("and 3 more");
    }

    @Test
    void isSharedByTheWholeLine() {
        budget.cut("x".repeat(10_000), LineBudget.LINE);

        assertThat(budget.cut("more", 64)).isEmpty();
        assertThat(budget.fitting(List.of("one"))).containsExactly("and 1 more");
    }
}
