package dev.probebypass.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.LabelSelectorBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelSelectorsTest {

    @ParameterizedTest
    @CsvSource({
        "In, shop, true",
        "In, bank, false",
        "NotIn, shop, false",
        "NotIn, bank, true",
        "Exists, , true",
        "DoesNotExist, , false",
    })
    void aRequirementOnALabelThatIsThere(String operator, String value, boolean isSelected) {
        assertThat(LabelSelectors.selects(requiring(operator, value), Map.of("team", "shop")))
                .isEqualTo(isSelected);
    }

    @ParameterizedTest
    @CsvSource({"In, shop, false", "NotIn, shop, true", "Exists, , false", "DoesNotExist, , true"})
    void aRequirementOnALabelThatIsNotThere(String operator, String value, boolean isSelected) {
        assertThat(LabelSelectors.selects(requiring(operator, value), Map.of())).isEqualTo(isSelected);
    }

    @Test
    void labelsMustAllMatch() {
        LabelSelector both = new LabelSelectorBuilder()
                .addToMatchLabels("team", "shop")
                .addToMatchLabels("tier", "web")
                .build();

        assertThat(LabelSelectors.selects(both, Map.of("team", "shop", "tier", "web")))
                .isTrue();
        assertThat(LabelSelectors.selects(both, Map.of("team", "shop"))).isFalse();
    }

    @Test
    void anEmptySelectorSelectsAll() {
        assertThat(LabelSelectors.selects(new LabelSelector(), Map.of())).isTrue();
    }

    private static LabelSelector requiring(String operator, String value) {
        return new LabelSelectorBuilder()
                .addNewMatchExpression()
                .withKey("team")
                .withOperator(operator)
                .withValues(value)
                .endMatchExpression()
                .build();
    }
}
