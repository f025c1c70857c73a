package dev.probebypass.mesh.istio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class InjectorRevisionsTest {

    private final InjectorRevisions revisions = InjectorRevisions.of(
            List.of(
                    Map.of("istio.io/rev", "old"),
                    Map.of("istio.io/rev", "old", "istio.io/tag", "default"),
                    Map.of("istio.io/rev", "canary")),
            Map.of(
                    "shop", Map.of("istio-injection", "enabled"),
                    "cart", Map.of("istio.io/rev", "canary"),
                    "bank", Map.of("istio-injection", "disabled", "istio.io/rev", "canary"),
                    "lost", Map.of("istio.io/rev", "gone")));

    @Test
    void knowsWhoUsesWhichRevision() {
        assertThat(revisions.users()).isEqualTo(Map.of("old", Set.of("shop"), "canary", Set.of("cart")));
    }

    @Test
    void labelsAPodForARevisionWhereTheNamespaceLeavesThatToIt() {
        assertThat(revisions.podLabels("canary", Map.of())).contains(Map.of("istio.io/rev", "canary"));
        assertThat(revisions.podLabels("old", Map.of())).contains(Map.of());
        assertThat(revisions.podLabels("canary", Map.of("istio.io/rev", "canary")))
                .contains(Map.of());
        assertThat(revisions.podLabels("canary", Map.of("istio-injection", "enabled")))
                .isEmpty();
        assertThat(revisions.podLabels("old", Map.of("istio-injection", "enabled")))
                .contains(Map.of());
    }
}
