package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServingEndpointsTest {

    private final FakeCluster cluster = new FakeCluster();
    private final ServingEndpoints endpoints = new ServingEndpoints(cluster, Samples.settings());

    @ParameterizedTest
    @CsvSource({
        "false, false, true",
        "true, true, false",
        "false, true, false", // on its way out, and answering still
        ", , false",
        "false, , false",
    })
    void anEndpointThatMayTakeConnectionsServes(
            @Nullable Boolean ready, @Nullable Boolean serving, boolean areSurelyNone) {
        cluster.add(slice(false, false));
        cluster.add(slice(ready, serving));

        assertThat(endpoints.areSurelyNone()).isEqualTo(areSurelyNone);
    }

    @Test
    void aServiceWithoutAnEndpointIsSureToServeNobody() {
        cluster.add(new EndpointSliceBuilder().build());

        assertThat(endpoints.areSurelyNone()).isTrue();
    }

    @Test
    void whereThereAreNoSlicesNothingIsSure() {
        assertThat(endpoints.areSurelyNone()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 401, 403, 404, 500, 503, 504})
    void anApiServerThatDoesNotSayIsNoEvidence(int code) {
        cluster.add(slice(false, false));
        cluster.refuse("list EndpointSlice", code);

        assertThat(endpoints.areSurelyNone()).isFalse();
    }

    private static EndpointSlice slice(@Nullable Boolean ready, @Nullable Boolean serving) {
        return new EndpointSliceBuilder()
                .addNewEndpoint()
                .withNewConditions()
                .withReady(ready)
                .withServing(serving)
                .endConditions()
                .endEndpoint()
                .build();
    }
}
