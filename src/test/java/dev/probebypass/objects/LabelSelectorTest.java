package dev.probebypass.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.objects.LabelSelector.Operator;
import dev.probebypass.objects.LabelSelector.Requirement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelSelectorTest {

    private static final Map<String, String> LABELS = Map.of("app", "checkout", "tier", "");

    @Test
    void selectsByValue() {
        assertThat(selects(new Requirement("app", Operator.IN, List.of("billing", "checkout"))))
                .isTrue();
        assertThat(selects(new Requirement("app", Operator.IN, List.of("billing"))))
                .isFalse();
        assertThat(selects(new Requirement("zone", Operator.IN, List.of("")))).isFalse();
    }

    @Test
    void selectsByOtherValuesAndByAbsence() {
        assertThat(selects(new Requirement("app", Operator.NOT_IN, List.of("billing"))))
                .isTrue();
        assertThat(selects(new Requirement("app", Operator.NOT_IN, List.of("checkout"))))
                .isFalse();
        assertThat(selects(new Requirement("zone", Operator.NOT_IN, List.of("a"))))
                .isTrue();
    }

    @Test
    void selectsByPresenceWhateverTheValue() {
        assertThat(selects(new Requirement("tier", Operator.EXISTS, List.of()))).isTrue();
        assertThat(selects(new Requirement("zone", Operator.EXISTS, List.of()))).isFalse();
        assertThat(selects(new Requirement("zone", Operator.DOES_NOT_EXIST, List.of())))
                .isTrue();
        assertThat(selects(new Requirement("tier", Operator.DOES_NOT_EXIST, List.of())))
                .isFalse();
    }

    @Test
    void selectsOnlyWhereEveryRequirementHolds() {
        Requirement holds = new Requirement("app", Operator.EXISTS, List.of());
        Requirement fails = new Requirement("zone", Operator.EXISTS, List.of());

        assertThat(selects(holds, holds)).isTrue();
        assertThat(selects(holds, fails)).isFalse();
    }

    @Test
    void selectsNothingWithoutRequirements() {
        assertThat(selects()).isFalse();
    }

    private static boolean selects(Requirement... requirements) {
        return new LabelSelector(List.of(requirements)).selects(LABELS);
    }
}
