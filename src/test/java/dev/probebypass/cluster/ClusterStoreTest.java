package dev.probebypass.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.probebypass.objects.ClusterObject;
import dev.probebypass.objects.ObjectKey;
import dev.probebypass.objects.StoreBudget;
import dev.probebypass.routes.ClusterRoutes;
import dev.probebypass.routes.LabelKeys;
import dev.probebypass.routes.Service;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterStoreTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode service(String metadata) throws JsonProcessingException {
        return JSON.readTree(
                "{\"kind\": \"Service\", \"metadata\": {%s}, \"spec\": {\"selector\": {\"app\": \"a\"}, \"ports\": [{\"port\": 80}]}}"
                        .formatted(metadata));
    }

    private static ClusterStore storeOf(List<JsonNode> objects) {
        return new ClusterStore(List.of(), new ClusterRoutes(StoreBudget.unlimited(), LabelKeys.DEFAULT, List.of()))
                .with(objects);
    }

    @Test
    void takesAServiceWithoutANamespaceForOneInDefault() throws JsonProcessingException {
        ClusterStore store = storeOf(List.of(service("\"name\": \"web\"")));

        assertThat(store.snapshot("default").routes().services().all())
                .extracting(Service::name)
                .containsExactly("web");
        assertThat(store.snapshot("").routes().services().all()).isEmpty();
    }

    @Test
    void forgetsWhatIsRemoved() throws JsonProcessingException {
        ClusterStore store = storeOf(List.of(service("\"name\": \"web\", \"namespace\": \"shop\"")));

        store.remove(ClusterObject.SERVICE, new ObjectKey("shop", "web"));

        assertThat(store.snapshot("shop").routes().services().all()).isEmpty();
    }
}
