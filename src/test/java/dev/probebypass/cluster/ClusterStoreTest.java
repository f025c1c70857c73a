package dev.probebypass.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterStoreTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode service(String metadata) throws JsonProcessingException {
        return JSON.readTree(
                "{\"kind\": \"Service\", \"metadata\": {%s}, \"spec\": {\"selector\": {\"app\": \"a\"}, \"ports\": [{\"port\": 80}]}}"
                        .formatted(metadata));
    }

    @Test
    void takesAServiceWithoutANamespaceForOneInDefault() throws JsonProcessingException {
        ClusterStore store = ClusterStore.of(List.of(service("\"name\": \"web\"")), List.of());

        assertThat(store.snapshot("default").services())
                .extracting(Service::name)
                .containsExactly("web");
        assertThat(store.snapshot("").services()).isEmpty();
    }

    @Test
    void forgetsWhatIsRemoved() throws JsonProcessingException {
        ClusterStore store = ClusterStore.of(List.of(service("\"name\": \"web\", \"namespace\": \"shop\"")), List.of());

        store.remove(ClusterObject.SERVICE, new ObjectKey("shop", "web"));

        assertThat(store.snapshot("shop").services()).isEmpty();
    }
}
