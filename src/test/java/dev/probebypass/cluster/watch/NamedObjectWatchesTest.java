package dev.probebypass.cluster.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.testing.SettableClock;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NamedObjectWatchesTest {

    private final List<String> opened = new ArrayList<>();
    private final List<ObjectKey> forgotten = new ArrayList<>();
    private final List<Runnable> work = new ArrayList<>();

    private NamedObjectWatches configMaps(KubernetesClient client) {
        return new NamedObjectWatches(
                key -> {
                    opened.add(key.toString());
                    return new ResourceWatch(
                            new WatchedResources(client).configMap(key),
                            NOWHERE,
                            WatchListener.NONE,
                            Runnable::run,
                            new SettableClock());
                },
                forgotten::add,
                work::add);
    }

    private static final ObjectSink NOWHERE = new ObjectSink() {
        @Override
        public void put(ObjectKey key, JsonNode object) {}

        @Override
        public void remove(ObjectKey key) {}
    };

    private static Set<ObjectKey> keys(String... names) {
        return Stream.of(names).map(ObjectKey::parse).collect(Collectors.toSet());
    }

    @Test
    void followsWhatIsWantedOnceAndNoLonger() {
        try (TestingApiServer server = TestingApiServer.notStarted();
                KubernetesClient client = server.client()) {
            NamedObjectWatches configMaps = configMaps(client);

            configMaps.follow(keys("istio-system/a"));
            configMaps.follow(keys("istio-system/a", "istio-system/b"));
            ResourceWatch second = configMaps.watches().stream()
                    .filter(each -> each.state().resource().endsWith("b"))
                    .findFirst()
                    .orElseThrow();
            configMaps.follow(keys("istio-system/a"));
            work.getLast().run();

            assertThat(opened).containsExactly("istio-system/a", "istio-system/b");
            assertThat(configMaps.watches())
                    .extracting(each -> each.state().resource())
                    .containsExactly("configmaps istio-system/a");
            assertThat(forgotten).containsExactly(ObjectKey.of("istio-system", "b"));
            assertThat(second.firstAnswer()).as("nobody waits for it").isDone();
        }
    }

    @Test
    void opensNoWatchesWithoutEnd() {
        try (TestingApiServer server = TestingApiServer.notStarted();
                KubernetesClient client = server.client()) {
            NamedObjectWatches configMaps = configMaps(client);

            configMaps.follow(IntStream.range(0, 100)
                    .mapToObj(revision -> ObjectKey.of("istio-system", "r" + revision))
                    .collect(Collectors.toSet()));

            assertThat(work).hasSize(32);
        }
    }
}
