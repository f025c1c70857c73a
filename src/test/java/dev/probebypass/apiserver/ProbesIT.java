package dev.probebypass.apiserver;

import static dev.probebypass.apiserver.Installation.EXCLUDED;
import static dev.probebypass.apiserver.Installation.RECORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith({SharedControlPlane.class, SharedProduct.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProbesIT {

    private static final Map<String, String> BYPASSED = Map.of(EXCLUDED, "8081", RECORD, "8081");

    private final ControlPlane controlPlane;
    private final Installation installation;

    ProbesIT(ControlPlane controlPlane, Product product) {
        this.controlPlane = controlPlane;
        this.installation = Installation.of(product, controlPlane);
    }

    @AfterAll
    void uninstall() {
        installation.close();
    }

    static Stream<Arguments> networkProbes() {
        return Stream.of(
                argumentSet("httpGet by number", Probed.httpGet(8081)),
                argumentSet("httpGet by name", Probed.httpGet("health")),
                argumentSet("httpGet over HTTPS", Probed.httpsGet(8081)),
                argumentSet("tcpSocket", Probed.tcpSocket(8081)),
                argumentSet("grpc", Probed.grpc(8081)));
    }

    @ParameterizedTest
    @MethodSource("networkProbes")
    void aReadinessProbesPortIsStoredAsExcluded(Probe probe) {
        Pod pod = pod(app().withReadinessProbe(probe).build());

        assertThat(installation.annotationsOfCreated(pod)).isEqualTo(BYPASSED);
    }

    @ParameterizedTest
    @MethodSource("networkProbes")
    void aLivenessProbesPortIsStoredAsExcluded(Probe probe) {
        Pod pod = pod(app().withLivenessProbe(probe).build());

        assertThat(installation.annotationsOfCreated(pod)).isEqualTo(BYPASSED);
    }

    @ParameterizedTest
    @MethodSource("networkProbes")
    void aStartupProbesPortIsStoredAsExcluded(Probe probe) {
        Pod pod = pod(app().withStartupProbe(probe).build());

        assertThat(installation.annotationsOfCreated(pod)).isEqualTo(BYPASSED);
    }

    @ParameterizedTest
    @MethodSource("networkProbes")
    void aNativeSidecarsProbePortIsStoredAsExcluded(Probe probe) {
        Container sidecar = app().withName("sidecar")
                .withRestartPolicy("Always")
                .withStartupProbe(probe)
                .build();
        Pod pod = new PodBuilder(pod(app().withPorts().build()))
                .editSpec()
                .withInitContainers(sidecar)
                .endSpec()
                .build();

        assertThat(installation.annotationsOfCreated(pod)).isEqualTo(BYPASSED);
    }

    @Test
    void anExecProbeLeavesThePodAsItCame() {
        Pod pod = pod(app().withReadinessProbe(Probed.exec()).build());

        assertThat(installation.annotationsOfCreated(pod)).isEmpty();
        assertThat(installation.decision(pod)).hasValue("mode=enforce mesh=istio reason=NO_PROBE_PORTS");
    }

    @Test
    void theProbesOfAllContainersAreExcludedInAscendingOrder() {
        Container one = app().withReadinessProbe(Probed.httpGet(9090))
                .withLivenessProbe(Probed.grpc(8085))
                .withStartupProbe(Probed.exec())
                .build();
        Container other = app().withName("other")
                .withPorts()
                .withReadinessProbe(Probed.tcpSocket(1080))
                .withLivenessProbe(Probed.httpsGet(9090))
                .build();
        Pod pod = pod(one, other);

        assertThat(installation.annotationsOfCreated(pod))
                .containsOnly(Map.entry(EXCLUDED, "1080,8085,9090"), Map.entry(RECORD, "1080,8085,9090"));
    }

    @Test
    void aPodThatAControllerMakesWithoutANameIsBypassed() {
        Pod pod = new PodBuilder(Probed.pod(installation.meshed(), ""))
                .editMetadata()
                .withName(null)
                .withGenerateName("orders-5d9c7b64f9-")
                .addToLabels("pod-template-hash", "5d9c7b64f9")
                .addNewOwnerReference()
                .withApiVersion("apps/v1")
                .withKind("ReplicaSet")
                .withName("orders-5d9c7b64f9")
                .withUid(UUID.randomUUID().toString())
                .withController(true)
                .withBlockOwnerDeletion(true)
                .endOwnerReference()
                .endMetadata()
                .build();

        String name = installation.create(pod).body().at("/metadata/name").asText();

        assertThat(name).startsWith("orders-5d9c7b64f9-");
        assertThat(installation.annotations(installation.meshed(), name)).isEqualTo(BYPASSED);
    }

    @Test
    void aPodOfATypedClientIsBypassed() {
        Pod pod = Probed.pod(installation.meshed(), "typed");

        controlPlane.client().resource(pod).create();

        assertThat(installation.annotations(pod)).isEqualTo(BYPASSED);
    }

    @Test
    void aPodWhoseAnnotationsAreNullIsBypassed() {
        JsonNode pod = Json.of(Probed.pod(installation.meshed(), "null-annotations"));
        ((ObjectNode) pod.path("metadata")).putNull("annotations");

        RawApi.Reply reply =
                controlPlane.api().post("/api/v1/namespaces/%s/pods".formatted(installation.meshed()), pod);

        assertThat(reply.status()).isEqualTo(201);
        assertThat(installation.annotations(installation.meshed(), "null-annotations"))
                .isEqualTo(BYPASSED);
    }

    /** A container that calls its port 8081 {@code health}. */
    private static ContainerBuilder app() {
        return new ContainerBuilder()
                .withName("app")
                .withImage("example.test/app:1")
                .addNewPort()
                .withName("health")
                .withContainerPort(8081)
                .endPort();
    }

    private Pod pod(Container... containers) {
        return SamplePod.named(installation.meshed(), "pod-" + UUID.randomUUID())
                .editSpec()
                .withContainers(containers)
                .endSpec()
                .build();
    }
}
