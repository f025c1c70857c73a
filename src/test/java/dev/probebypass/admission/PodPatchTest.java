package dev.probebypass.admission;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.patch.JsonPatch;
import dev.probebypass.pod.Annotations;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodPatchTest {

    private static final Map<String, Optional<String>> CHANGES = Map.of("a.com/x", Optional.of("é"));

    /** The key and the value in UTF-8. */
    private static final int CHANGES_SIZE = 7 + 2;

    @Test
    void isEmptyWithoutChangesWhateverThePod() {
        Annotations unpatchable = new Annotations(Annotations.Shape.UNPATCHABLE, Map.of(), 300_000);

        assertThat(PodPatch.of(unpatchable, Map.of())).isEqualTo(new PodPatch(JsonPatch.EMPTY, Optional.empty()));
    }

    @Test
    void fillsTheAnnotationsToTheLastByte() {
        assertThat(PodPatch.of(present(262_144 - CHANGES_SIZE), CHANGES).refusal())
                .isEmpty();
    }

    @Test
    void isRefusedOneByteLater() {
        PodPatch patch = PodPatch.of(present(262_144 - CHANGES_SIZE + 1), CHANGES);

        assertThat(patch.refusal()).contains(PodPatch.Refusal.ANNOTATIONS_TOO_LARGE);
        assertThat(patch.patch().isEmpty()).isTrue();
    }

    @Test
    void countsWhatItReplacesAndTakesAway() {
        Annotations full =
                new Annotations(Annotations.Shape.PRESENT, Map.of("a.com/x", "old", "b.com/x", "old"), 262_144);
        Map<String, Optional<String>> changes = Map.of("a.com/x", Optional.of("longer"), "b.com/x", Optional.empty());

        assertThat(PodPatch.of(full, changes).refusal()).isEmpty();
    }

    @Test
    void isRefusedWhereThereIsNothingToPatch() {
        Annotations unpatchable = new Annotations(Annotations.Shape.UNPATCHABLE, Map.of(), 0);

        PodPatch patch = PodPatch.of(unpatchable, CHANGES);

        assertThat(patch.refusal()).contains(PodPatch.Refusal.NO_ANNOTATIONS_POSSIBLE);
        assertThat(patch.patch().isEmpty()).isTrue();
    }

    private static Annotations present(int size) {
        return new Annotations(Annotations.Shape.PRESENT, Map.of(), size);
    }
}
