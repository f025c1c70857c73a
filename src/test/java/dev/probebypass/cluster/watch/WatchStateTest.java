package dev.probebypass.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WatchStateTest {

    @Test
    void isAsGoodAsTheWorst() {
        WatchState good = new WatchState("configmaps a", true, Duration.ofSeconds(9), Optional.empty(), 1, 2);
        WatchState bad = new WatchState("configmaps b", false, Duration.ofSeconds(3), Optional.of("HTTP 403"), 3, 4);

        WatchState both = WatchState.worst("configmaps", List.of(good, bad));

        assertThat(both)
                .isEqualTo(new WatchState(
                        "configmaps", false, Duration.ofSeconds(9), Optional.of("configmaps b: HTTP 403"), 4, 6));
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(new WatchState("services", true, Duration.ZERO, Optional.empty(), 0, 0).describe())
                .isEqualTo("services: synced");
        assertThat(new WatchState("services", false, Duration.ZERO, Optional.empty(), 0, 0).describe())
                .isEqualTo("services: not read yet");
        assertThat(new WatchState("services", false, Duration.ZERO, Optional.of("HTTP 403"), 1, 0).describe())
                .isEqualTo("services: HTTP 403");
    }
}
