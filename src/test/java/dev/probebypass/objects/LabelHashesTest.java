package dev.probebypass.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.objects.LabelSelector.Operator;
import dev.probebypass.objects.LabelSelector.Requirement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabelHashesTest {

    private static final Map<String, String> LABELS =
            Map.of("app", "checkout", "app.kubernetes.io/name", "checkout", "tier", "");

    @ParameterizedTest
    @EnumSource
    void aSelectorSelectsByHashesWhatItSelectsByTexts(Operator operator) {
        for (String key : List.of("app", "app.kubernetes.io/name", "tier", "zone", "checkout", "")) {
            for (List<String> values : List.of(
                    List.<String>of(),
                    List.of("checkout"),
                    List.of(""),
                    List.of("billing", "checkout"),
                    List.of("app"))) {
                LabelSelector selector = new LabelSelector(List.of(new Requirement(key, operator, values)));

                assertThat(selector.admits(LabelHashes.of(LABELS)))
                        .as("%s %s %s", key, operator, values)
                        .isEqualTo(selector.admits(LABELS));
            }
        }
    }

    @Test
    void aSelectorWithoutRequirementsAdmitsWhatHasNoLabels() {
        assertThat(new LabelSelector(List.of()).admits(LabelHashes.NONE)).isTrue();
        assertThat(new LabelSelector(List.of()).admits(Map.of())).isTrue();
    }

    @Test
    void tellsLabelsApartThatAreAlike() {
        Set<String> labels = new HashSet<>();
        for (char first = 'a'; first <= 'z'; first++) {
            for (char last = '0'; last <= 'z'; last++) {
                labels.add("web-" + first + last);
            }
        }
        LabelHashes hashes = LabelHashes.of(Map.of("app", "web-an"));

        assertThat(labels.stream().filter(value -> hashes.has("app", value))).containsExactly("web-an");
        assertThat(labels.stream().filter(hashes::has)).isEmpty();
    }

    @Test
    void takesEightBytesALabelAndNothingWhereThereIsNone() {
        Map<String, String> twenty = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            twenty.put("key-" + i, "value");
        }

        assertThat(LabelHashes.of(twenty).size()).isEqualTo(32 + 20 * 8);
        assertThat(LabelHashes.of(Map.of()).size()).isZero();
    }
}
