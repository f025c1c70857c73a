package dev.probebypass.meshes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.probebypass.objects.WatchedKind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteSourcesTest {

    @Test
    void eachSourceSaysWhatItReads() {
        Map<String, List<WatchedKind>> kinds = RouteSources.kinds();

        assertThat(kinds.keySet()).containsExactlyElementsOf(RouteSources.NAMES);
        assertThat(kinds.get("Rollout"))
                .extracting(WatchedKind::group, WatchedKind::plural)
                .containsExactly(tuple("argoproj.io", "rollouts"));
        assertThat(kinds.values()).allSatisfy(each -> assertThat(each).isNotEmpty());
    }
}
