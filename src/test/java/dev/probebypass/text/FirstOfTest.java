package dev.probebypass.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FirstOfTest {

    @Test
    void namesTheFirstAndCountsTheOthers() {
        assertThat(FirstOf.list(2, List.of())).isEmpty();
        assertThat(FirstOf.list(2, List.of("a"))).isEqualTo("a");
        assertThat(FirstOf.list(2, List.of("a", "b"))).isEqualTo("a, b");
        assertThat(FirstOf.list(2, List.of("a", "b", "c", "d"))).isEqualTo("a, b and 2 more");
    }
}
