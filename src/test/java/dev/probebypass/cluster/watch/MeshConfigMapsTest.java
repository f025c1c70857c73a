package dev.probebypass.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MeshConfigMapsTest {

    private final List<String> opened = new ArrayList<>();
    private final List<Follower> started = new ArrayList<>();

    private MeshConfigMaps configMaps(KubernetesClient client) {
        return new MeshConfigMaps(
                name -> {
                    opened.add(name);
                    return new Follower(
                            new ApiServer(client).configMap("istio-system", name),
                            new MeshConfiguration(Optional.empty()).configMaps(),
                            WatchListener.NONE,
                            Runnable::run,
                            new TestingClock());
                },
                started::add);
    }

    @Test
    void followsEachRevisionOnce() {
        try (TestingApiServer server = TestingApiServer.notStarted();
                KubernetesClient client = server.client()) {
            MeshConfigMaps configMaps = configMaps(client);

            configMaps.follow("default");
            configMaps.follow("canary");
            configMaps.follow("canary");

            assertThat(opened).containsExactly("istio-sidecar-injector", "istio-sidecar-injector-canary");
            assertThat(configMaps.followers()).containsExactlyInAnyOrderElementsOf(started);
        }
    }

    @Test
    void opensNoWatchesWithoutEnd() {
        try (TestingApiServer server = TestingApiServer.notStarted();
                KubernetesClient client = server.client()) {
            MeshConfigMaps configMaps = configMaps(client);

            for (int revision = 0; revision < 100; revision++) {
                configMaps.follow("r" + revision);
            }

            assertThat(started).hasSize(32);
        }
    }
}
