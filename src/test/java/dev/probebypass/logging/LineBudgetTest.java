package dev.probebypass.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class LineBudgetTest {

    private final LineBudget budget = new LineBudget();

    @Test
    void takesWhatFits() {
        assertThat(budget.cut("short", 64)).isEqualTo("short");
        assertThat(budget.value("key", 7)).isEqualTo("7");
        assertThat(budget.value("key", List.of("one", "two"))).isEqualTo(List.of("one", "two"));
    }

    @Test
    void countsBytesAndWhatIsEscaped() {
        assertThat(budget.cut("aé\"€b", 8)).isEqualTo("aé\"…");
        assertThat(budget.cut("\u0000xxxx", 9)).isEqualTo("\u0000…");
    }

    @Test
    void saysHowManyMoreThereAre() {
        Object fitting = budget.value("warnings", Collections.nCopies(16, "x".repeat(256)));

        assertThat(fitting)
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .hasSize(15)
                .endsWith("and 2 more");
    }

    @Test
    void isSharedByTheWholeLine() {
        budget.cut("x".repeat(10_000), LineBudget.LINE);

        assertThat(budget.cut("more", 64)).isEqualTo("…");
        assertThat(budget.value("key", List.of("one"))).isEqualTo(List.of("and 1 more"));
    }
}
