package dev.probebypass.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The decisions of all golden cases as one test, which ends at the first that differs. The mutation tests ask this class: of
 * {@link GoldenTest} they would run thousands of tests for each mutant that survives, and read all cases anew for each of them.
 */
class AllDecisionsTest {

    private static final List<Case> CASES = Case.all();

    @Test
    void areAsSpecified() {
        for (Case golden : CASES) {
            assertThat(InProcess.decide(golden)).as("%s", golden).isEqualTo(golden.expected());
        }
    }
}
