package dev.probebypass.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probebypass.certificate.RotationPolicy;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceListBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@EnableKubernetesMockClient
class ServingEndpointsTest {

    private static final String PATH =
            "/apis/discovery.k8s.io/v1/namespaces/namespace/endpointslices?labelSelector=kubernetes.io%2Fservice-name%3Dservice";

    @SuppressWarnings("NullAway.Init") // the extension sets it
    private KubernetesMockServer server;

    @SuppressWarnings("NullAway.Init")
    private KubernetesClient client;

    @ParameterizedTest
    @CsvSource({
        "false, false, true",
        "true, true, false",
        "false, true, false", // on its way out, and answering still
        ", , false",
        "false, , false",
    })
    void anEndpointThatMayTakeConnectionsServes(
            @Nullable Boolean ready, @Nullable Boolean serving, boolean isSureThatNobodyServes) {
        answer(
                200,
                new EndpointSliceListBuilder()
                        .addToItems(slice(false, false), slice(ready, serving))
                        .build());

        assertThat(cluster().isSureThatNobodyServes()).isEqualTo(isSureThatNobodyServes);
    }

    @Test
    void aServiceWithoutAnEndpointIsSureToServeNobody() {
        answer(
                200,
                new EndpointSliceListBuilder()
                        .addToItems(new EndpointSliceBuilder().build())
                        .build());

        assertThat(cluster().isSureThatNobodyServes()).isTrue();
    }

    @Test
    void whereThereAreNoSlicesNothingIsSure() {
        answer(200, new EndpointSliceListBuilder().build());

        assertThat(cluster().isSureThatNobodyServes()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 500, 503, 504})
    void anApiServerThatDoesNotSayIsNoEvidence(int code) {
        answer(code, new StatusBuilder().withCode(code).build());

        assertThat(cluster().isSureThatNobodyServes()).isFalse();
    }

    private void answer(int code, Object body) {
        server.expect().get().withPath(PATH).andReturn(code, body).always();
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

    private OperatorClient cluster() {
        Config patient = client.getConfiguration();
        return new OperatorClient(
                new KubernetesClientBuilder()
                        .withConfig(new ConfigBuilder(patient)
                                .withRequestRetryBackoffLimit(0)
                                .build())
                        .build(),
                new OperatorSettings(
                        new KeptNames("configuration", "service", Optional.empty(), "secret"),
                        "namespace",
                        "deployment",
                        "identity",
                        new RotationPolicy(Duration.ofDays(365), Duration.ofDays(7), Duration.ofSeconds(60)),
                        _ -> new ServerArguments.Unknown()));
    }
}
